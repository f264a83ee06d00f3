using DmabufVerify.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace DmabufVerify.Properties.Generation;

/// <summary>
/// Limits that nearly fit a given buffer: drawn around what it needs, so that equality and off-by-one are common. Drawn as functions
/// of the needs: generators are costly to make, and these are made once.
/// </summary>
internal static class LimitGenerator
{
    /// <summary>Limits around the needs of a buffer; legal for its page size.</summary>
    public static Gen<Func<Needs, Limits>> Around(int unsetShare) =>
        from c in Unset(unsetShare, Count)
        from s in Unset(unsetShare, SizeBytes)
        from b in Unset(unsetShare + 15, Boundary)
        from g in Unset(75, MaskFrom(-1, 3))
        from a in Unset(80, MaskFrom(-12, 1))
        from r in Unset(unsetShare, Reach)
        select (Func<Needs, Limits>)(needs => new Limits
        {
            MaxSegmentCount = c?.Invoke(needs),
            MaxSegmentSizeBytes = s?.Invoke(needs),
            SegmentBoundaryMask = b?.Invoke(needs),
            VirtBoundaryMask = g?.Invoke(needs),
            MinAlignMask = a?.Invoke(needs),
            AddressMask = r?.Invoke(needs),
        });

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

    private static Gen<long> Slack { get; } = Gen.Elements<long>(-1L, 0, 0, 1);

    private static Gen<Func<Needs, ulong>> Count { get; } = Gen.Frequency(
        (2, Always(1)),
        (4, Slack.Select(slack => (Func<Needs, ulong>)(needs => Near(needs.Runs, slack)))),
        (2, Slack.Select(slack => (Func<Needs, ulong>)(needs => Near(needs.Pages, slack)))),
        (2, Gen.Choose(0, 4095).Select(n => (Func<Needs, ulong>)(needs => 1 + ((ulong)n % needs.Pages)))),
        (1, Gen.Elements<ulong>(2UL, 3, 64, 128, 168, 256, 65535, ulong.MaxValue).SelectMany(Always)));

    private static Gen<Func<Needs, ulong>> SizeBytes { get; } = Gen.Frequency(
        (3, from pages in Gen.Choose(1, 6)
            from bytes in Gen.Elements<long>(0L, 0, 0, 1, -1, 100)
            select (Func<Needs, ulong>)(needs => WholePages(needs, (ulong)pages, bytes))),
        (2, from slack in Slack
            from bytes in Gen.Elements<long>(0L, 0, 0, 1, -1, 100)
            select (Func<Needs, ulong>)(needs => WholePages(needs, Near(needs.LongestRunPages, slack), bytes))),
        (2, Gen.Elements<ulong>(65536UL, 65535, 65280, 131072, 262144, uint.MaxValue, 1UL << 31, ulong.MaxValue)
            .Select(n => (Func<Needs, ulong>)(needs => Math.Max(n, needs.PageSize.Bytes)))));

    private static Gen<Func<Needs, ulong>> Boundary { get; } = Gen.Frequency(
        (5, MaskFrom(0, 5)),
        (2, MaskFrom(0, 24)),
        (1, Gen.Elements<ulong>(0xffffffffUL, ulong.MaxValue).SelectMany(Always)));

    private static Gen<Func<Needs, ulong>> Reach { get; } = Gen.Frequency(
        (5, Gen.Elements<long>(-4096, -1, 0, 0, 0, 1, 4096, 65536)
            .Select(slack => (Func<Needs, ulong>)(needs => Near(needs.LastByte, slack)))),
        (4, Gen.Elements<ulong>(0xffffffff, 0xdfffffff, 0x3fffffff, 0xfffffffff, ulong.MaxValue).SelectMany(Always)),
        (1, MaskFrom(0, 47)),
        (1, Gen.Choose(1, 24).Select(n => (Func<Needs, ulong>)(needs => ((ulong)n << needs.PageSize.Shift) - 1))));

    private static Gen<Func<Needs, ulong>> Always(ulong value) => Gen.Constant<Func<Needs, ulong>>(_ => value);

    /// <summary>2^k - 1, k counted from the page size.</summary>
    private static Gen<Func<Needs, ulong>> MaskFrom(int least, int most) => Gen.Choose(least, most)
        .Select(bits => (Func<Needs, ulong>)(needs => Draw.MaskOfBits(needs.PageSize.Shift + bits)));

    private static Gen<Func<Needs, ulong>?> Unset(int share, Gen<Func<Needs, ulong>> value) =>
        Gen.Frequency((share, Gen.Constant<Func<Needs, ulong>?>(null)), (100 - share, value.Select(v => (Func<Needs, ulong>?)v)));

    private static ulong WholePages(Needs needs, ulong pages, long slackBytes) =>
        (ulong)Math.Max((long)needs.PageSize.Bytes, (long)(pages * needs.PageSize.Bytes) + slackBytes);

    private static ulong Near(ulong value, long slack) =>
        (ulong)Math.Max(1, (long)Math.Min(value, long.MaxValue - 65536) + slack);
}
