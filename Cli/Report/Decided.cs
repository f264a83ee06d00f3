using System.Diagnostics;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Report;

/// <summary>A decided scenario, for whoever shows it.</summary>
/// <param name="Decision">What was decided.</param>
/// <param name="Drawing">Its storage and tables.</param>
/// <param name="Elapsed">Time to decide.</param>
/// <param name="Again">The command line that decides the same.</param>
/// <param name="Free">Fields that may be anything; none where nobody looked.</param>
internal sealed record Decided(Decision Decision, LayoutDrawing? Drawing, TimeSpan Elapsed, string Again, FreeFields Free)
{
    /// <summary>Decides a scenario.</summary>
    public static Decided Of(Scenario scenario, Voters voters, string again)
    {
        long started = Stopwatch.GetTimestamp();
        var decision = Decision.Of(scenario, voters, maxSegments: 0);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        return new Decided(decision, LayoutDrawing.Of(decision, voters.Optimised), elapsed, again, FreeFields.Of(decision, voters));
    }

    /// <summary>
    /// What a run shows when no law is broken: two drivers of the catalogue that can each use a buffer and cannot share it. <see langword="null"/>
    /// when there are none.
    /// </summary>
    public static Decided? Real(Voters voters, string again) => RealConflict.Find(Wiring.DevicesThatMeet, voters.Optimised) is { } conflict
        ? Of(conflict, voters with { SecondSolver = null }, again)
        : null;
}
