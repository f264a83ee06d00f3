using DmabufVerify.Vocabulary;

namespace DmabufVerify.Bench;

/// <summary>Questions as they come up when a frame is shared.</summary>
internal static class PlausibleBuffers
{
    /// <summary>A buffer of so many runs of a mean length of 16 pages, and four devices with different limits.</summary>
    public static LayoutQuestion Question(int runs)
    {
        var random = new Random(runs);
        ulong next = 1 << 20;
        var list = new List<PfnRun>();
        for (int i = 0; i < runs; i++)
        {
            ulong pages = (ulong)random.Next(1, 32);
            list.Add(new(next, pages));
            next += pages + (ulong)random.Next(1, 64);
        }

        var layout = new Layout(0, [.. list]);
        ResolvedLimits free = ResolvedLimits.Unlimited;
        return new(
            new PagedBuffer(PageSize.FourKiB, layout, layout.Pages << 12),
            [
                new Judge("display", free with { MaxSegmentSizeBytes = 65536, AddressMask = (1UL << 40) - 1 }, 0),
                new Judge("camera", free with { SegmentBoundaryMask = 0xffffffff }, 0),
                new Judge("codec", free with { MaxSegmentSizeBytes = 0xffffffff, MaxSegmentCount = 1 << 20 }, 0),
                new Judge("gpu", free, 0),
            ]);
    }
}
