using DmabufVerify.Properties.Claims.D;
using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Claims.E;

/// <summary>The end of the thread: a flag instead of limits, and what users ought to be told.</summary>
internal static class Flags
{
    public static IEnumerable<Claim> Claims { get; } =
    [
        ClaimKinds.ForAll(
            "E1.1",
            "A flag, contiguous or scatterlist, is enough; there need be no constraints.",
            "catalogue devices a, b can use a contiguous buffer => they can share its table",
            VerdictKind.Refuted,
            "one frame of 1920 x 1080 pixels in one piece, with a capture card and any device that needs one piece",
            FlagThatLies),
        ClaimKinds.ForAll(
            "E2.1",
            "Many DMA engines limit the number of segments, and 1 is the commonest limit.",
            "of the counts in the catalogue none is more frequent than 1",
            VerdictKind.Proved,
            "all entries of the catalogue; " + Counts,
            _ => ByFrequency.First().Key == 1 ? null : new Found(Counts)),
        ClaimKinds.Exists(
            "E3.2",
            "There are devices with a coarse IOMMU: few segments, each very large.",
            "there is d in the catalogue: 1 < count(d) <= 16, size(d) >= 1 MiB",
            VerdictKind.Refuted,
            "the catalogue's entries (Linux 6.12)",
            _ => Real.Entries.FirstOrDefault(e => e.Limits is { MaxSegmentCount: > 1 and <= 16, MaxSegmentSizeBytes: >= 1 << 20 }) is { } coarse ? new Found(coarse.Name) : null),
        ClaimKinds.NotCheckable("E3.3", "Users do not know which device should export and which import.", "about users; that the order of trials does not save them is D12.10"),
        ClaimKinds.NotCheckable("E3.4", "A constraint is missing: protected memory, which devices that are not trusted cannot map.", "the model has no memory that only some may map"),
        ClaimKinds.NotCheckable("E4.4", "To tell user space about DMA parameters is for each subsystem to do, and they will hardly agree.", "about subsystems and who agrees"),
        ClaimKinds.NotCheckable("E5.1", "He agrees with what E4 says of segment counts.", "consent; the claims themselves are E4.1 to E4.3"),
        ClaimKinds.ForAll(
            "E5.2",
            "User space picks the most restricted device as exporter, and that is enough.",
            "some storage in memory serves a and b => the heap of one of them does, whichever is called the more restricted",
            VerdictKind.Refuted,
            "buffers of one page in up to three, on two buses",
            context => WhereToAllocate.BothFail(context, mostPages: 1, offsets: [0, Tiny.Page])),
    ];

    private static IEnumerable<IGrouping<ulong, Vocabulary.Catalogue.CatalogueEntry>> ByFrequency => Real.Entries
        .Where(e => e.Limits.MaxSegmentCount is not null and not ulong.MaxValue)
        .GroupBy(e => e.Limits.MaxSegmentCount!.Value)
        .OrderByDescending(alike => alike.Count())
        .ThenBy(alike => alike.Key);

    private static string Counts =>
        $"{Real.Entries.Count(e => e.Limits.MaxSegmentCount is not null and not ulong.MaxValue)} of {Real.Entries.Count} have a limit: "
        + string.Join(", ", ByFrequency.Take(3).Select(alike => $"{alike.Count()} have {alike.Key}"));

    /// <summary>A capture card of a PCIe slot takes scattered memory, and so contiguous memory too; a display needs one piece. No flag keeps them apart.</summary>
    private static Found? FlagThatLies(ClaimContext context)
    {
        const ulong frame = 1920 * 1080 * 4;
        Layout onePiece = new(0, [new PfnRun(0x80000, PageSize.FourKiB.PagesFor(frame))]);
        Device card = Real.Entries.First(e => e.Name == "mgb4").ToDevice("mgb4");
        return (
            from display in Real.Entries
            where display.Subsystem == "drm-display" && display.NeedsContiguous == true
            let both = Tiny.Over(onePiece, card, display.ToDevice(display.Name)) with { BufferSizeBytes = frame }
            where context.IsUnsat(both) && context.IsSat(both.Tailored()) && context.IsUnsat(both.WithoutDefaults())
            select new Found($"mgb4 and {display.Name} over one piece: each can use it, no table is both's, and neither limit is a default", both)).FirstOrDefault();
    }
}
