using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Properties.Claims.Evidence.Tiny;

namespace DmabufVerify.Properties.Claims.D;

/// <summary>User space tries to allocate from one device, then from the other.</summary>
internal static class WhereToAllocate
{
    public static IEnumerable<Claim> Claims { get; } =
    [
        ClaimKinds.ForAll(
            "D12.10a",
            "A buffer from the first device's memory or else from the second's does, whenever any memory does.",
            "some storage in memory serves a and b => some in a's heap does or some in b's, each heap good for its own device",
            VerdictKind.Refuted,
            "buffers of one page in up to three, on two buses",
            context => BothFail(context, mostPages: 1, offsets: [0, Page])),
        ClaimKinds.ForAll(
            "D12.10b",
            "The same where all buses see the same addresses.",
            "the same, bus offsets 0",
            VerdictKind.Refuted,
            "buffers of up to two pages in up to six",
            context => BothFail(context, mostPages: 2, offsets: [0])),
        ClaimKinds.NotCheckable(
            "D12.10c",
            "Where both fail a compositor copies on the GPU and may use a better buffer for the next frame, or user space simply knows.",
            "what a compositor does is outside the model; that a better buffer may exist is D12.10a"),
    ];

    /// <summary>The least world in which each device's heap serves its own device and neither serves both, though other memory does.</summary>
    internal static Found? BothFail(ClaimContext context, int mostPages, ulong[] offsets)
    {
        for (int pages = 1; pages <= mostPages; pages++)
        {
            for (int frames = pages; frames <= 3 * pages; frames++)
            {
                if (BothFail(context, pages, frames, offsets) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    private static Found? BothFail(ClaimContext context, int pages, int frames, ulong[] offsets)
    {
        ulong[][] storages = [.. SeveralTables.Storages(frames, pages).Where(l => l.Pages == (ulong)pages).Select(PfnsOf)];
        Served[] devices = [.. Devices(frames, offsets).Select(d => new Served(d, [.. storages.Where(s => context.IsSat(Over(Pages(s), d)))]))];
        return (
            from first in devices
            from second in devices
            let both = first.Storages.Intersect(second.Storages).ToArray()
            where both.Length > 0
            from heaps in Heaps(frames)
            let a = Inside(heaps, 'a')
            let b = Inside(heaps, 'b')
            where first.Storages.Any(a) && second.Storages.Any(b) && !both.Any(a) && !both.Any(b) && both.Any(Inside(heaps, 'c'))
            select Show(context, pages, heaps, first.Device with { Name = "a" }, second.Device with { Name = "b" })).FirstOrDefault(found => found is not null);
    }

    /// <summary>The same in the model: attach is refused with either heap, and not with the third.</summary>
    private static Found? Show(ClaimContext context, int pages, string heaps, Device a, Device b)
    {
        Scenario From(string used) => new Scenario
        {
            BufferSizeBytes = (ulong)pages * Page,
            Memory = [.. heaps.Select((heap, pfn) => new MemoryExtent(new PfnRun((ulong)pfn, 1), heap.ToString())).Where(e => used.Contains(e.Heap, StringComparison.Ordinal))],
            Devices = [a, b],
            Mode = SharingMode.Tailored,
        }.Doing(Attach("a"), Attach("b"));
        bool IsRefused(string used) => context.Errnos(From(used)).Contains(Errno.Einval);
        return IsRefused("a") && IsRefused("b") && !IsRefused("c")
            ? new Found($"{pages} of {heaps.Length} pages; page by page the heaps are {heaps}; from c both can be served", From("a"))
            : null;
    }

    private static ulong[] PfnsOf(Layout layout) =>
        [.. layout.Runs.SelectMany(run => Enumerable.Range(0, (int)run.Pages).Select(i => run.FirstPfn + (ulong)i))];

    private static Func<ulong[], bool> Inside(string heaps, char heap) => storage => storage.All(pfn => heaps[(int)pfn] == heap);

    private static IEnumerable<string> Heaps(int frames) => frames == 0
        ? [""]
        : Heaps(frames - 1).SelectMany(rest => new[] { $"{rest}a", $"{rest}b", $"{rest}c" });

    private static IEnumerable<Device> Devices(int frames, ulong[] offsets) =>
        from count in new[] { Any, 1UL }
        from offset in offsets
        from reach in Enumerable.Range(1, frames)
        select Device("d", count, reach: ((ulong)reach * Page) - 1) with { BusOffsetBytes = (long)offset };

    /// <summary>A device and the storages over which it has a table.</summary>
    private sealed record Served(Device Device, ulong[][] Storages);
}
