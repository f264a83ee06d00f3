using DmabufVerify.Mutants.Report;

namespace DmabufVerify.Mutants.Score;

/// <summary>A mutant with the file and the line that it changes.</summary>
/// <param name="File">Path of the file as the report has it.</param>
/// <param name="Line">The whole line where it begins, without the white space around it.</param>
/// <param name="Mutant">The mutant.</param>
public sealed record PlacedMutant(string File, string Line, Mutant Mutant)
{
    /// <summary>All mutants of a report, in its order.</summary>
    public static IEnumerable<PlacedMutant> Of(StrykerReport report) =>
        from file in report.Files
        let lines = file.Source.ReplaceLineEndings("\n").Split('\n')
        from mutant in file.Mutants
        select new PlacedMutant(file.Path.Replace('\\', '/'), lines[mutant.Location.Start.Line - 1].Trim(), mutant);

    /// <summary>One line for people.</summary>
    public override string ToString() =>
        $"{File}:{Mutant.Location.Start.Line}: {Mutant.Status}, {Mutant.MutatorName}: `{Line}` with `{Mutant.Replacement.ReplaceLineEndings(" ")}`";
}
