using System.Diagnostics;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Voting;

namespace DmabufVerify.Cli.Report;

/// <summary>What a run shows when no law is broken: two drivers of the catalogue that can each use a buffer and cannot share it.</summary>
/// <param name="Decision">Why not.</param>
/// <param name="Drawing">Its storage and tables.</param>
/// <param name="Elapsed">Time to decide.</param>
internal sealed record RealFinding(Decision Decision, LayoutDrawing? Drawing, TimeSpan Elapsed)
{
    /// <summary>Looks for one; <see langword="null"/> when there is none.</summary>
    public static RealFinding? Find(Voters voters)
    {
        if (RealConflict.Find(Wiring.DevicesThatMeet, voters.Optimised) is not { } conflict)
        {
            return null;
        }

        long started = Stopwatch.GetTimestamp();
        var decision = Decision.Of(conflict, voters with { SecondSolver = null }, maxSegments: 0);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        return new RealFinding(decision, LayoutDrawing.Of(decision, voters.Optimised), elapsed);
    }
}
