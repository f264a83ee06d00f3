using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Properties.Claims.Evidence.Tiny;

namespace DmabufVerify.Properties.Claims.D;

/// <summary>Count times size against the buffer: the check that was asked for, and the one that was there.</summary>
internal static class CountTimesSize
{
    private static readonly Term.Variable Segments = Say.Var("segments", bits: 32);
    private static readonly Term.Variable Size = Say.Var("size", least: 1, bits: 32);
    private static readonly Term.Variable Covered = Say.Var("covered");
    private static readonly Term.Variable Next = Say.Var("next", bits: 32);
    private static readonly Term.Variable Count = Say.Var("count", least: 1, bits: 32);
    private static readonly Term.Variable Buffer = Say.Var("buffer", least: 1);

    public static IEnumerable<Claim> Claims { get; } =
    [
        ClaimKinds.ForAll(
            "D2.3",
            "Limits are a mismatch exactly when one of them is zero.",
            "count > 0, size > 0, boundary > 0 => there is a table, for one device and storage in one piece",
            VerdictKind.Refuted,
            "limits of up to two pages and segments, buffers of up to two pages",
            context => Insufficient(context, offsets: [0])),
        ClaimKinds.Exists(
            "D7.3",
            "Accumulated limits can be unable to represent a buffer that every single attachment could represent.",
            "there are b, A, B: sat(b, A), sat(b, B), size x count of merge(A, B) < |b|",
            VerdictKind.Proved,
            "pairs of devices with up to two segments of up to two pages",
            context => EachAlone(context, refusedByProduct: true)),
        ClaimKinds.ByProof(
            "D10.1a",
            "Count x size >= buffer is necessary.",
            "n segments cover <= n x size and one more is <= size => n + 1 segments cover <= (n + 1) x size; n x size <= (n + 1) x size, and so on up to count x size",
            VerdictKind.Proved,
            "both steps of the induction over n, numbers and sizes of 32 bits, in exact arithmetic",
            new Conjecture(
                [Segments, Size, Covered, Next],
                WidthBits: null,
                Say.All(Covered.AtMost(Segments.Times(Size)), Next.AtMost(Size)),
                Say.All(
                    Covered.Plus(Next).AtMost(Segments.Plus(Say.Number(1)).Times(Size)),
                    Segments.Times(Size).AtMost(Segments.Plus(Say.Number(1)).Times(Size))))),
        Sufficient("D10.1b", "as pages are whole", "one device with a size of no whole pages", context => Insufficient(context, [0], rounding: true)),
        Sufficient("D10.1c", "as a boundary is shorter than the size", "one device with a boundary", context => Insufficient(context, [0], boundary: true)),
        Sufficient("D10.1d", "as storage starts inside a page", "one device over storage at any offset", context => Insufficient(context, [1, 2048, 4095])),
        Sufficient("D10.1e", "as storage is scattered", "one device over two pages apart", Scattered),
        ClaimKinds.ByProof(
            "F10",
            "In 32 bits count x size is compared with the buffer as it is in exact arithmetic.",
            "(count x size mod 2^32 >= |b|) <=> (count x size >= |b|)",
            VerdictKind.Refuted,
            "counts and sizes of 32 bits",
            new Conjecture(
                [Count, Size, Buffer],
                64,
                Buffer.AtMost(Count.Times(Size)),
                Buffer.AtMost(Count.Times(Size).And(Say.Number(uint.MaxValue))))),
    ];

    private static Claim Sufficient(string id, string because, string world, Func<ClaimContext, Found?> counterexample) => ClaimKinds.ForAll(
        id,
        $"Count x size >= buffer is sufficient; it is not, {because}.",
        "count x size >= |b| => sat(b, count, size, boundary)",
        VerdictKind.Refuted,
        world,
        counterexample);

    /// <summary>One device over storage in one piece that count x size would let through; the smallest buffer comes first.</summary>
    private static Found? Insufficient(ClaimContext context, ulong[] offsets, bool rounding = false, bool boundary = false)
    {
        bool plain = !rounding && !boundary && offsets is [not 0, ..];
        return (
            from bytes in new ulong[] { 1, Page - 1, Page, Page + 1, 2 * Page }
            from offset in offsets
            from count in new ulong[] { 1, 2 }
            from size in rounding ? [Page + 1] : boundary ? [2 * Page] : new[] { Page, 2 * Page }
            from mask in boundary ? [Page - 1] : new[] { Any }
            where !(plain || rounding || boundary) || (UInt128)count * size >= bytes
            let pages = PageSize.FourKiB.PagesFor(offset + bytes)
            let scenario = Over(new Layout(offset, [new PfnRun(0, pages)]), Device("d", count, size, mask)) with { BufferSizeBytes = bytes }
            where context.IsUnsat(scenario)
            select new Found(
                $"count {count}, size {size}{(mask == Any ? "" : $", boundary mask {mask}")}, {bytes} bytes from offset {offset} of one piece",
                scenario)).FirstOrDefault();
    }

    private static Found? Scattered(ClaimContext context)
    {
        Scenario apart = Over(Pages(0, 2), Device("d", count: 1, size: 2 * Page));
        return context.IsUnsat(apart) ? new Found("count 1, size 8192, two pages that do not adjoin", apart) : null;
    }

    /// <summary>Two devices that each have a table and no common one.</summary>
    internal static Found? EachAlone(ClaimContext context, bool refusedByProduct) => (
        from pages in new ulong[] { 1, 2 }
        from first in Devices("first")
        from second in Devices("second")
        let both = Over(new Layout(0, [new PfnRun(0, pages)]), first, second)
        let product = (UInt128)Math.Min(first.Limits.MaxSegmentCount!.Value, second.Limits.MaxSegmentCount!.Value)
            * Math.Min(first.Limits.MaxSegmentSizeBytes!.Value, second.Limits.MaxSegmentSizeBytes!.Value)
        where !refusedByProduct || product < both.BufferSizeBytes
        where context.IsSat(both.Tailored()) && context.IsUnsat(both)
        select new Found("two pages in one piece; one device takes segments of a page, the other takes one segment", both)).FirstOrDefault();

    private static IEnumerable<Device> Devices(string name) =>
        from size in new[] { Any, Page, 2 * Page }
        from count in new ulong[] { Any, 1, 2 }
        select Device(name, count, size);
}
