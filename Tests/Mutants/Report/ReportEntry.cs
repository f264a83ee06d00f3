using DmabufVerify.Mutants.Report;

namespace DmabufVerify.Tests.Mutants.Report;

/// <summary>A mutant as Stryker.NET writes it into its report.</summary>
internal static class ReportEntry
{
    public static object Of(Mutant mutant) => new
    {
        id = mutant.Id,
        mutatorName = mutant.MutatorName,
        replacement = mutant.Replacement,
        status = mutant.Status.ToString(),
        location = new { start = Place(mutant.Location.Start), end = Place(mutant.Location.End) },
    };

    private static object Place(Position position) => new { line = position.Line, column = position.Column };
}
