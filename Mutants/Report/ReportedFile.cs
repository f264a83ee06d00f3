using DmabufVerify.Vocabulary;

namespace DmabufVerify.Mutants.Report;

/// <summary>One mutated source file.</summary>
/// <param name="Path">As it stands in the report: below the project's root, or from the file system's.</param>
/// <param name="Source">The whole text that was mutated.</param>
/// <param name="Mutants">In the report's order.</param>
public sealed record ReportedFile(string Path, string Source, ValueList<Mutant> Mutants);
