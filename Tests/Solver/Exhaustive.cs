using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Solving;

/// <summary>Every set of cuts tried against the rules of docs/semantics.md: hopeless beyond a dozen pages, and hard to get wrong.</summary>
internal static class Exhaustive
{
    /// <summary>Fewest segments with the count set aside, or <see langword="null"/>.</summary>
    public static ulong? Fewest(PagedBuffer buffer, ValueList<Judge> judges)
    {
        ulong[] pfns = [.. PfnsOf(buffer.Layout).Take((int)buffer.UsedPages)];
        return Enumerable.Range(0, 1 << (pfns.Length - 1))
            .Where(cuts => judges.All(judge => Accepts(judge, buffer, pfns, cuts)))
            .Select(cuts => (ulong?)(1 + int.PopCount(cuts)))
            .Min();
    }

    private static IEnumerable<ulong> PfnsOf(Layout layout) =>
        layout.Runs.SelectMany(run => Enumerable.Range(0, (int)run.Pages).Select(i => run.FirstPfn + (ulong)i));

    /// <summary>Bit i of the cuts set: a segment ends behind page i.</summary>
    private static bool Accepts(Judge judge, PagedBuffer buffer, ulong[] pfns, int cuts)
    {
        Int128 page = buffer.PageSize.Bytes;
        int first = 0;
        for (int i = 0; i < pfns.Length; i++)
        {
            bool ends = i == pfns.Length - 1 || (cuts & (1 << i)) != 0;
            if (!ends)
            {
                if (pfns[i + 1] != pfns[i] + 1)
                {
                    return false;
                }

                continue;
            }

            Int128 start = (pfns[first] * page) - judge.BusOffsetBytes;
            Int128 last = (pfns[i] * page) - judge.BusOffsetBytes + (i == pfns.Length - 1 ? buffer.TailBytes : page) - 1;
            ResolvedLimits limits = judge.Limits;
            Int128 window = (Int128)limits.SegmentBoundaryMask + 1;
            Int128 gap = (Int128)limits.VirtBoundaryMask + 1;
            bool accepted = start >= 0 && last <= limits.AddressMask
                && (i - first + 1) * page <= limits.MaxSegmentSizeBytes
                && start / window == last / window
                && (first == 0 || start % gap == 0)
                && (i == pfns.Length - 1 || (last + 1) % gap == 0);
            if (!accepted)
            {
                return false;
            }

            first = i + 1;
        }

        return true;
    }
}
