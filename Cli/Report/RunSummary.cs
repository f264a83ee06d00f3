using System.Globalization;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Running;

namespace DmabufVerify.Cli.Report;

/// <summary>What a run came to, and what it depends on, as names and values.</summary>
internal static class RunSummary
{
    /// <summary>What was seen.</summary>
    public static IEnumerable<(string Name, string Value)> Terms(RunReport report)
    {
        int broken = report.Tallies.Count(t => t.Violated > 0);
        int unseen = report.NeverLookedAt.Count();
        return
        [
            ("verdict", CheckVerdict.Of(report).Word),
            ("laws", $"{report.Tallies.Count - broken - unseen} hold, {broken} broken, {unseen} not looked at"),
            ("findings", Words.Count(report.Findings.Count)),
            ("scenarios", $"{Words.Count(report.Scenarios)}; the solver voted on {Words.Count(report.SolverScenarios)} of them"),
            ("law cases", Words.Count(report.Tallies.Sum(t => t.LookedAt))),
            ("starved kinds of cases", report.Starved.Any() ? string.Join(", ", report.Starved.Select(c => c.Cell.Name)) : "none"),
            ("time", string.Create(CultureInfo.InvariantCulture, $"{report.Elapsed.TotalSeconds:f1} s on {Words.Plural(report.Settings.Workers, "worker")}")),
            .. report.CrossCheck is { } cross ? [("cross-check", Of(cross))] : Array.Empty<(string, string)>(),
            .. report.Corpus is { } corpus ? [("tried first", $"{Words.Plural(corpus.Trials.Count, "failure")} of earlier runs, from {corpus.Folder}")] : Array.Empty<(string, string)>(),
            .. report.Interrupted ? [("interrupted", "this is what was seen until then")] : Array.Empty<(string, string)>(),
        ];
    }

    /// <summary>What it follows from.</summary>
    public static IEnumerable<(string Name, string Value)> Origin(RunReport report) =>
    [
        ("seed", Words.Hex(report.Settings.Seed)),
        ("the solver votes on", $"one scenario in {report.Settings.SolverEvery}"),
        ("drawn with", $"{report.Settings.Generator}"),
    ];

    private static string Of(CrossReport cross) =>
        $"cvc5 was asked {Words.Count(cross.Asked)} of Z3's questions: agreed on {Words.Count(cross.Agreed)}, "
        + $"contradicted on {Words.Count(cross.Contradicted)}, open {Words.Count(cross.Undecided)}";
}
