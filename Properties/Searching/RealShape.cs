using DmabufVerify.Properties.Generation;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Searching;

/// <summary>Whether a scenario is still one of real devices over page frames that a kernel handed out.</summary>
public static class RealShape
{
    /// <summary>Whether a simpler scenario has no device and no piece of storage that the real one has not.</summary>
    public static bool Keeps(Scenario real, Scenario simpler) =>
        simpler.PageSize == real.PageSize
        && simpler.Devices.All(real.Devices.Contains)
        && simpler.Layout is { } layout
        && layout.OffsetBytes == 0
        && layout.Runs.All(run => real.Layout!.Runs.Any(whole => whole.FirstPfn <= run.FirstPfn && run.EndPfn <= whole.EndPfn));

    /// <summary>
    /// The recorded layout whose page frames these are, and by how many pages they were moved down; <see langword="null"/> when they are of
    /// none, or when what is left begins inside a piece that was moved.
    /// </summary>
    public static (string Name, ulong MovedPages)? Origin(Layout layout, IEnumerable<RealLayout> recorded)
    {
        foreach (RealLayout source in recorded)
        {
            var frames = new SortedRuns(source.Layout.Runs);
            IEnumerable<ulong> moves = source.Layout.Runs
                .Where(run => run.FirstPfn >= layout.Runs[0].FirstPfn)
                .Select(run => run.FirstPfn - layout.Runs[0].FirstPfn)
                .Prepend(0UL);
            foreach (ulong moved in moves)
            {
                if (layout.Runs.All(run => frames.Hold(run with { FirstPfn = run.FirstPfn + moved })))
                {
                    return (source.Name, moved);
                }
            }
        }

        return null;
    }

    /// <summary>Runs that can be asked in O(log n) whether one of them holds another.</summary>
    private sealed class SortedRuns
    {
        private readonly PfnRun[] _runs;
        private readonly ulong[] _starts;

        public SortedRuns(ValueList<PfnRun> runs)
        {
            _runs = [.. runs.OrderBy(run => run.FirstPfn)];
            _starts = [.. _runs.Select(run => run.FirstPfn)];
        }

        public bool Hold(PfnRun run)
        {
            int at = Array.BinarySearch(_starts, run.FirstPfn);
            int below = at >= 0 ? at : ~at - 1;
            return below >= 0 && run.EndPfn <= _runs[below].EndPfn;
        }
    }
}
