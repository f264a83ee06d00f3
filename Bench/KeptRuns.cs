using DmabufVerify.Optimised;

namespace DmabufVerify.Bench;

/// <summary>The maximal runs of an array, as an exporter would keep them with the buffer.</summary>
internal sealed record KeptRuns(ulong[] FirstPfns, uint[] Pages)
{
    public static KeptRuns Of(ulong[] pfns)
    {
        var first = new ulong[pfns.Length];
        var pages = new uint[pfns.Length];
        int runs = PfnSegmenter.PagesToRuns(pfns, first, pages);
        return new(first[..runs], pages[..runs]);
    }
}
