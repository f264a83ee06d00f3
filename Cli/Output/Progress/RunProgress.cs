using System.Globalization;
using DmabufVerify.Properties.Coverage;
using DmabufVerify.Properties.Running;

namespace DmabufVerify.Cli.Output.Progress;

/// <summary>How far a run of all laws is.</summary>
internal static class RunProgress
{
    private const int MostNamed = 3;

    /// <summary>Runs to the end and gives the report.</summary>
    public static Task<RunReport> Watch(CheckRunner runner, RunSettings settings, ProgressStyle style, CancellationToken stop) =>
        Watched.Run(() => runner.Run(stop), () => Facts(runner.Counts, settings), style);

    /// <summary>Pace, findings, laws, starved kinds of cases, and where the time goes.</summary>
    internal static IReadOnlyList<string> Facts(RunCounts counts, RunSettings settings) =>
    [
        counts.ToSimplify == 0
            ? Pace.Of("scenarios", counts.Drawn, counts.Elapsed, settings.Cases, settings.Time)
            : $"{Words.Count(counts.Drawn)} scenarios, {Pace.Span(counts.Elapsed)}; making counterexamples small: {counts.Simplified} of {counts.ToSimplify} done",
        counts.Broken.Count == 0 ? "no findings" : $"findings {counts.Broken.Count}: {Named(counts.Broken.Select(law => law.Name))}",
        $"{counts.LawsLookedAt} of {counts.Tallies.Count} laws looked at",
        Starved(counts),
        .. Busiest(counts),
    ];

    private static string Starved(RunCounts counts)
    {
        CellShare[] starved = [.. counts.TooRare];
        return starved.Length == 0
            ? "no kind of case starved"
            : $"starved so far {starved.Length} of {counts.Cells.Count} kinds of cases: {Named(starved.Select(share => $"\"{share.Cell.Name}\""))}";
    }

    /// <summary>The laws that take most of the time, in how many cases, and how much of it.</summary>
    private static IEnumerable<string> Busiest(RunCounts counts)
    {
        string[] busiest =
        [
            .. counts.Tallies.Zip(counts.TimeShares)
                .Where(law => law.Second > 0)
                .OrderByDescending(law => law.Second)
                .Take(MostNamed)
                .Select(law => string.Create(
                    CultureInfo.InvariantCulture, $"{law.First.Law.Name} {100 * law.Second:f0} % ({Words.Count(law.First.LookedAt)} cases)")),
        ];
        return busiest.Length == 0 ? [] : [$"time goes to {string.Join(", ", busiest)}"];
    }

    private static string Named(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return string.Join(", ", all.Take(MostNamed)) + (all.Length > MostNamed ? ", ..." : "");
    }
}
