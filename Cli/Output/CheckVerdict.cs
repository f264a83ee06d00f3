using DmabufVerify.Properties.Running;

namespace DmabufVerify.Cli.Output;

/// <summary>What a run means.</summary>
/// <param name="Word">As machine output says it.</param>
/// <param name="ExitCode">As the process says it.</param>
internal sealed record CheckVerdict(string Word, int ExitCode)
{
    /// <summary>A counterexample outweighs all; else too little evidence makes it unknown.</summary>
    public static CheckVerdict Of(RunReport report) =>
        report.Findings.Count > 0 ? new("counterexample", Cli.ExitCode.Counterexample)
        : report.NeverLookedAt.Any() || report.Starved.Any() ? new("unknown", Cli.ExitCode.Unknown)
        : new("holds", Cli.ExitCode.Holds);

    /// <summary>One law's.</summary>
    public static string Of(LawTally tally) =>
        tally.Violated > 0 ? "BROKEN" : tally.LookedAt == 0 ? "not looked at" : "holds";
}
