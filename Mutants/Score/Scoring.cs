using DmabufVerify.Mutants.Report;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Mutants.Score;

/// <summary>Counts a report.</summary>
public static class Scoring
{
    /// <summary>End of the path of the file with the canaries.</summary>
    public const string CanaryFile = "mutation/canaries/Canary.cs";

    /// <summary>The score of a report. Linear in its mutants, times the canaries and adjudications.</summary>
    /// <param name="report">What Stryker wrote.</param>
    /// <param name="canaries">Each is looked for in the canaries' file only.</param>
    /// <param name="adjudications">What was found by looking; those of no mutant in the report change nothing.</param>
    public static MutationScore Of(StrykerReport report, ValueList<Canary> canaries, ValueList<Adjudication> adjudications)
    {
        ILookup<bool, PlacedMutant> placed = PlacedMutant.Of(report).ToLookup(p => IsBelow(p.File, CanaryFile));
        ILookup<Fate, PlacedMutant> fates = placed[false].ToLookup(p => FateOf(p, adjudications));
        return new(
            fates[Fate.Killed].Count(),
            fates[Fate.Adjudicated].Count(),
            [.. fates[Fate.Survivor]],
            [.. fates[Fate.Unanswered]],
            [.. fates[Fate.CompileError]],
            fates[Fate.Ignored].Count(),
            fates[Fate.Pending].Count(),
            [.. canaries.Select(canary => new CanaryVerdict(canary, StatusOf(canary, [.. placed[true]])))]);
    }

    private static MutantStatus? StatusOf(Canary canary, PlacedMutant[] mutants)
    {
        PlacedMutant[] same = [.. mutants.Where(m => m.Line == canary.Line && m.Mutant.Replacement == canary.Replacement)];
        return same.Length == 1 ? same[0].Mutant.Status : null;
    }

    private static Fate FateOf(PlacedMutant placed, ValueList<Adjudication> adjudications) => placed.Mutant.Status switch
    {
        MutantStatus.Killed => Fate.Killed,
        MutantStatus.Survived or MutantStatus.NoCoverage => Fate.Survivor,
        MutantStatus.Timeout or MutantStatus.RuntimeError =>
            adjudications.Any(a => a.IsKill && Speaks(a, placed)) ? Fate.Adjudicated : Fate.Unanswered,
        MutantStatus.CompileError => Fate.CompileError,
        MutantStatus.Ignored => Fate.Ignored,
        MutantStatus.Pending => Fate.Pending,
        _ => throw new InvalidOperationException($"{placed.Mutant.Status} is no status of a mutant"),
    };

    private static bool Speaks(Adjudication a, PlacedMutant placed) =>
        a.Status == placed.Mutant.Status && a.Line == placed.Line && a.Replacement == placed.Mutant.Replacement && IsBelow(placed.File, a.File);

    /// <summary>Whether a path ends with another, at a folder's border.</summary>
    private static bool IsBelow(string path, string end) => $"/{path}".EndsWith($"/{end}", StringComparison.Ordinal);

    private enum Fate
    {
        Killed,
        Adjudicated,
        Survivor,
        Unanswered,
        CompileError,
        Ignored,
        Pending,
    }
}
