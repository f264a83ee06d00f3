using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec;

/// <summary>Capacity over one given layout.</summary>
public static class Prefix
{
    /// <summary>Bytes of the longest prefix that has a table within the count limits; zero when none has. Quadratic in pages.</summary>
    public static ulong LongestBytes(PagedBuffer buffer, ValueList<Judge> judges)
    {
        for (ulong used = buffer.UsedPages; used > 0; used--)
        {
            foreach (ulong size in SizesEndingInPage(buffer, used, judges))
            {
                if (HasTable(new Pages(buffer with { SizeBytes = size }), judges))
                {
                    return size;
                }
            }
        }

        return 0;
    }

    private static bool HasTable(Pages pages, ValueList<Judge> judges)
    {
        PageWalk.Outcome walk = PageWalk.Walk(pages, judges);
        return walk.StuckAt is null && judges.All(j => (ulong)walk.Segments.Count <= j.Limits.MaxSegmentCount);
    }

    /// <summary>
    /// The sizes worth trying that end in page number <paramref name="used"/>: its end, and for each judge the last byte within
    /// reach. Other sizes differ in nothing that a rule looks at. Longest first.
    /// </summary>
    private static IEnumerable<ulong> SizesEndingInPage(PagedBuffer buffer, ulong used, ValueList<Judge> judges)
    {
        Int128 start = (((Int128)used - 1) * buffer.PageSize.Bytes) - buffer.Layout.OffsetBytes;
        Int128 longest = Int128.Min(start + buffer.PageSize.Bytes, buffer.SizeBytes);
        var pages = new Pages(buffer with { SizeBytes = (ulong)longest });
        return judges
            .Select(j => longest - Int128.Max(0, pages.LastByte(pages.Count - 1, j) - j.Limits.AddressMask))
            .Append(longest)
            .Where(size => size > Int128.Max(0, start))
            .Distinct()
            .OrderDescending()
            .Select(size => (ulong)size);
    }
}
