using DmabufVerify.Vocabulary;

namespace DmabufVerify.Mutants.Report;

/// <summary>What one run of Stryker.NET found; the part of mutation-testing-report-schema 2 that is used here.</summary>
/// <param name="SchemaVersion">As it stands in the file: 2, or 2 and a minor version.</param>
/// <param name="ProjectRoot">Folder of the mutated project on the machine of the run; <see langword="null"/> where the report does not say.</param>
/// <param name="Files">Each mutated file, in the report's order.</param>
public sealed record StrykerReport(string SchemaVersion, string? ProjectRoot, ValueList<ReportedFile> Files)
{
    /// <summary>All mutants of all files.</summary>
    public IEnumerable<Mutant> Mutants => Files.SelectMany(file => file.Mutants);
}
