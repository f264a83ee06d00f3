using DmabufVerify.Vocabulary;

namespace DmabufVerify.Conformance.Drawing;

/// <summary>Storage moved to the beginning of memory, as close together as leaves the kernel's answer alike: which runs adjoin stays.</summary>
internal static class RunsTogether
{
    /// <summary>Gaps between runs become at most so many pages: a gap's length means nothing to the kernel.</summary>
    private const ulong MostGapPages = 5;

    /// <summary>The first run begins below this page.</summary>
    private const ulong FirstPages = 64;

    /// <summary>The runs in the same order, with what lies between in memory cut short.</summary>
    /// <param name="runs">At least one; no page occurs twice.</param>
    public static ValueList<PfnRun> Move(ValueList<PfnRun> runs)
    {
        int[] byAddress = [.. Enumerable.Range(0, runs.Count).OrderBy(i => runs[i].FirstPfn)];
        var moved = new PfnRun[runs.Count];
        ulong at = runs[byAddress[0]].FirstPfn % FirstPages;
        ulong end = runs[byAddress[0]].FirstPfn;
        foreach (int i in byAddress)
        {
            at += Math.Min(runs[i].FirstPfn - end, MostGapPages);
            moved[i] = runs[i] with { FirstPfn = at };
            at += runs[i].Pages;
            end = runs[i].EndPfn;
        }

        return [.. moved];
    }
}
