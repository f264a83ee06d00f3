using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Placement;

/// <summary>Orders of the runs of some storage that an IOMMU may join better, or a bounce pool take sooner.</summary>
internal static class RunOrders
{
    /// <summary>Pages up to which storage is taken apart: each becomes a run, and a layout names its runs one by one.</summary>
    private const ulong MostApart = 4096;

    /// <summary>
    /// As it is; longest run first, since behind a run longer than the largest size the kernel joins whatever comes; and page by page, so that no
    /// run is too long for what is left of a segment, or for a window of the pool. Gap masks and counts of others may forbid the last two, so
    /// they are no more than worth a try.
    /// </summary>
    public static IEnumerable<Layout> Of(PlacementQuestion question, Layout storage)
    {
        yield return storage;
        if (storage.Runs.Count > 1)
        {
            yield return new(0, [.. storage.Runs.OrderByDescending(run => run.Pages)]);
        }

        if (question.Pages is > 1 and <= MostApart)
        {
            IEnumerable<ulong> pages = storage.Runs.SelectMany(run => Enumerable.Range(0, (int)run.Pages).Select(i => run.FirstPfn + (ulong)i));
            yield return new(0, [.. pages.OrderDescending().Select(pfn => new PfnRun(pfn, 1))]);
        }
    }
}
