using DmabufVerify.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace DmabufVerify.Properties.Generation;

/// <summary>Limits that nearly fit a given buffer: drawn around what it needs, so that equality and off-by-one are common.</summary>
internal static class LimitGenerator
{
    /// <summary>Limits around the needs of this buffer; legal for its page size.</summary>
    public static Gen<Limits> Around(Needs needs, int unsetShare) => Of(
        Draw.Unset(unsetShare, Count(needs)),
        Draw.Unset(unsetShare, SizeBytes(needs)),
        Draw.Unset(unsetShare + 15, Boundary(needs)),
        Draw.Unset(75, Draw.LowMask(needs.PageSize.Shift - 1, needs.PageSize.Shift + 3)),
        Draw.Unset(80, Draw.LowMask(0, needs.PageSize.Shift + 1)),
        Draw.Unset(unsetShare, Reach(needs)));

    /// <summary>Limits of six fields drawn on their own.</summary>
    public static Gen<Limits> Of(
        Gen<ulong?> count, Gen<ulong?> sizeBytes, Gen<ulong?> boundary, Gen<ulong?> gap, Gen<ulong?> align, Gen<ulong?> reach) =>
        from c in count
        from s in sizeBytes
        from b in boundary
        from g in gap
        from a in align
        from r in reach
        select new Limits
        {
            MaxSegmentCount = c,
            MaxSegmentSizeBytes = s,
            SegmentBoundaryMask = b,
            VirtBoundaryMask = g,
            MinAlignMask = a,
            AddressMask = r,
        };

    /// <summary>What a buffer needs: the numbers around which limits are interesting.</summary>
    /// <param name="PageSize">Of the scenario.</param>
    /// <param name="Pages">Used pages.</param>
    /// <param name="Runs">Maximal runs.</param>
    /// <param name="LongestRunPages">Pages of the longest run.</param>
    /// <param name="LastByte">Highest physical address.</param>
    public sealed record Needs(PageSize PageSize, ulong Pages, ulong Runs, ulong LongestRunPages, ulong LastByte)
    {
        /// <summary>Needs of a layout; of storage in one low piece where there is none.</summary>
        public static Needs Of(PageSize pageSize, Layout? layout, ulong sizeBytes)
        {
            ulong pages = pageSize.PagesFor(sizeBytes);
            if (layout is null)
            {
                return new(pageSize, pages, 1, pages, sizeBytes - 1);
            }

            ulong lastByte = layout.Runs.Max(r => r.EndPfn << pageSize.Shift) - 1;
            return new(pageSize, pages, (ulong)layout.Runs.Count, layout.Runs.Max(r => r.Pages), lastByte);
        }
    }

    private static Gen<ulong> Count(Needs needs) => Gen.Frequency(
        (2, Gen.Constant(1UL)),
        (4, Around(needs.Runs)),
        (2, Around(needs.Pages)),
        (2, Gen.Choose(1, (int)Math.Min(needs.Pages, 4096)).Select(n => (ulong)n)),
        (1, Gen.Elements<ulong>(2UL, 3, 64, 128, 168, 256, 65535, ulong.MaxValue)));

    private static Gen<ulong> SizeBytes(Needs needs) => Gen.Frequency(
        (5, from pages in Gen.Frequency((3, Gen.Choose(1, 6).Select(n => (ulong)n)), (2, Around(needs.LongestRunPages)))
            from slack in Gen.Elements<long>(0L, 0, 0, 1, -1, 100)
            select (ulong)Math.Max((long)needs.PageSize.Bytes, (long)(pages * needs.PageSize.Bytes) + slack)),
        (2, Gen.Elements<ulong>(65536UL, 65535, 65280, 131072, 262144, uint.MaxValue, 1UL << 31, ulong.MaxValue)
            .Select(n => Math.Max(n, needs.PageSize.Bytes))));

    private static Gen<ulong> Boundary(Needs needs) => Gen.Frequency(
        (5, Draw.LowMask(needs.PageSize.Shift, needs.PageSize.Shift + 5)),
        (2, Draw.LowMask(needs.PageSize.Shift, 40)),
        (1, Gen.Elements<ulong>(0xffffffffUL, ulong.MaxValue)));

    private static Gen<ulong> Reach(Needs needs) => Gen.Frequency(
        (5, Gen.Elements<long>(-4096, -1, 0, 0, 0, 1, 4096, 65536)
            .Select(slack => (ulong)Math.Max(1, (long)Math.Min(needs.LastByte, long.MaxValue - 65536) + slack))),
        (4, Gen.Elements<ulong>(0xffffffff, 0xdfffffff, 0x3fffffff, 0xfffffffff, ulong.MaxValue)),
        (1, Draw.LowMask(needs.PageSize.Shift, 63)),
        (1, Gen.Choose(1, 24).Select(n => ((ulong)n << needs.PageSize.Shift) - 1)));

    private static Gen<ulong> Around(ulong value) =>
        Gen.Elements<long>(-1L, 0, 0, 1).Select(slack => (ulong)Math.Max(1, (long)Math.Min(value, long.MaxValue - 1) + slack));
}
