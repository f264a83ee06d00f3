using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>Segment tables from page numbers.</summary>
internal static class Tables
{
    /// <summary>One segment from each start to the page before the next, the first and the last cut to the buffer's bytes.</summary>
    /// <param name="storage">Whose bytes.</param>
    /// <param name="pfns">Page frames in the buffer's order.</param>
    /// <param name="starts">Ascending indices into them; the first is 0.</param>
    public static SegmentTable FromStarts(Storage storage, ulong[] pfns, IReadOnlyList<int> starts) =>
        FromRuns(storage, [.. starts.Select((start, i) =>
            new PfnRun(pfns[start], (ulong)((i + 1 < starts.Count ? starts[i + 1] : pfns.Length) - start)))]);

    /// <summary>One segment for each range of pages, the first and the last cut to the buffer's bytes.</summary>
    public static SegmentTable FromRuns(Storage storage, IReadOnlyList<PfnRun> ranges)
    {
        var segments = new Segment[ranges.Count];
        for (int i = 0; i < segments.Length; i++)
        {
            ulong before = i == 0 ? storage.OffsetBytes : 0;
            ulong behind = i == segments.Length - 1 ? storage.PageSize.Bytes - storage.TailBytes : 0;
            ulong address = ranges[i].FirstPfn << storage.PageSize.Shift;
            segments[i] = new Segment(address + before, (ranges[i].Pages << storage.PageSize.Shift) - before - behind);
        }

        return new SegmentTable(new([.. segments]));
    }
}
