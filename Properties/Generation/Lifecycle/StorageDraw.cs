using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Generation.Lifecycle;

/// <summary>
/// A layout, or a few extents of about the buffer's size, or both: so few that candidates are scarce and some of them out of reach.
/// </summary>
internal sealed record StorageDraw(PageSize PageSize, ulong BufferSizeBytes, Layout? Layout, ValueList<MemoryExtent> Memory)
{
    private const int BusBits = 32;
    private const int RoomyShare = 12;

    /// <summary>
    /// Memory alone, of two extents that hold the buffer whole, the higher one first: a device that reaches only the lower one can be
    /// served by a move.
    /// </summary>
    public bool IsRoomy { get; private init; }

    /// <summary>The highest byte of the lowest of all storage: what the shyest of reaches needs.</summary>
    public ulong LastByteOfLowest => Memory.Count == 0
        ? LastByte
        : (Memory.Min(e => e.Pages.EndPfn) << PageSize.Shift) - 1;

    /// <summary>The highest byte of all storage there is.</summary>
    public ulong LastByte => Math.Max(
        Layout is null ? 0 : Needs(Layout).LastByte,
        Memory.Count == 0 ? 0 : (Memory.Max(e => e.Pages.EndPfn) << PageSize.Shift) - 1);

    public static StorageDraw Of(Dice dice, PageSize pageSize, ulong pages, Layout layout)
    {
        bool isRoomy = dice.Percent(RoomyShare);
        int kind = isRoomy ? 1 : dice.Weighted(38, 34, 28);
        ulong held = (layout.Pages << pageSize.Shift) - layout.OffsetBytes;
        ulong most = kind == 1 ? pages << pageSize.Shift : Math.Min(held, pages << pageSize.Shift);
        ulong size = dice.Weighted(6, 1, 2) switch
        {
            0 => most,
            1 => Math.Max(1, most - 1),
            _ => 1 + (dice.Next() % most),
        };
        ulong needed = pageSize.PagesFor(size);
        ValueList<MemoryExtent> memory = isRoomy ? TwoPlaces(dice, needed) : kind == 0 ? [] : Extents(dice, pageSize, needed);
        return new(pageSize, size, kind == 1 ? null : layout, memory) { IsRoomy = isRoomy };
    }

    /// <summary>What a candidate needs of a device, in the device's own addresses: the numbers its limits are drawn around.</summary>
    public LimitGenerator.Needs NeedsOfOne(Dice dice, long busOffset)
    {
        LimitGenerator.Needs needs = Layout is not null && (Memory.Count == 0 || dice.Percent(50))
            ? Needs(Layout)
            : Needs(dice, dice.Of(Memory.AsSpan()).Pages);
        return needs with { LastByte = (ulong)Math.Max(1, (long)Math.Min(needs.LastByte, long.MaxValue) - busOffset) };
    }

    private LimitGenerator.Needs Needs(Layout layout) => LimitGenerator.Needs.Of(PageSize, layout, BufferSizeBytes);

    /// <summary>A piece at the bottom of an extent, or whatever its top is needed for.</summary>
    private LimitGenerator.Needs Needs(Dice dice, PfnRun extent)
    {
        ulong pages = PageSize.PagesFor(BufferSizeBytes);
        ulong end = dice.Percent(50) ? extent.EndPfn : Math.Min(extent.EndPfn, extent.FirstPfn + pages);
        return new(PageSize, pages, (ulong)Memory.Count, Math.Min(pages, extent.Pages), (end << PageSize.Shift) - 1);
    }

    /// <summary>Both start where the largest piece may start, so that a piece fits without a page to spare.</summary>
    private static ValueList<MemoryExtent> TwoPlaces(Dice dice, ulong pages)
    {
        ulong low = (ulong)dice.Below(64) << 8;
        ulong high = low + ((1 + ((pages + 2) >> 8) + (ulong)dice.Below(64)) << 8);
        return
        [
            new(new PfnRun(high, pages + (ulong)dice.Below(3)), "system"),
            new(new PfnRun(low, pages + (ulong)dice.Below(3)), dice.Of("system", "carveout")),
        ];
    }

    private static ValueList<MemoryExtent> Extents(Dice dice, PageSize pageSize, ulong pages)
    {
        var extents = new MemoryExtent[1 + dice.Weighted(3, 4, 3)];
        bool oneHeap = dice.Percent(60);
        ulong pfn = FirstPfn(dice, pageSize, pages);
        for (int i = 0; i < extents.Length; i++)
        {
            var run = new PfnRun(pfn, Length(dice, pages));
            extents[i] = new MemoryExtent(run, oneHeap || dice.Percent(50) ? "system" : "carveout");
            pfn = run.EndPfn + Gap(dice, pageSize);
        }

        // Else what a reach allows is what is taken first, and nothing ever has to move down.
        if (dice.Percent(55))
        {
            Array.Reverse(extents);
        }

        return [.. extents];
    }

    /// <summary>The bottom of memory; around 2 and 4 GiB, where reaches end; where a large piece starts; anywhere.</summary>
    private static ulong FirstPfn(Dice dice, PageSize pageSize, ulong pages) => dice.Weighted(3, 1, 3, 3, 3, 1) switch
    {
        0 => (ulong)dice.Below(8),
        1 => (1UL << (BusBits - 1 - pageSize.Shift)) - (ulong)dice.Below((int)pages + 3),
        2 => (1UL << (BusBits - pageSize.Shift)) - (ulong)dice.Below((3 * (int)pages) + 3),
        3 => ((ulong)dice.Below(64) << 8) + (ulong)dice.Of(0, 0, 1, 255),
        4 => dice.Next() % (1UL << dice.Between(4, BusBits - pageSize.Shift)),
        _ => (1UL << (BusBits - pageSize.Shift)) + (ulong)dice.Below(1 << 12),
    };

    /// <summary>About what the buffer takes, one page too few included.</summary>
    private static ulong Length(Dice dice, ulong pages) => dice.Weighted(4, 4, 2, 1, 3, 1, 1) switch
    {
        0 => pages,
        1 => pages + (ulong)dice.Between(1, 4),
        2 => Math.Max(1, pages - 1),
        3 => (pages + 1) / 2,
        4 => 2 * pages,
        5 => 256 + pages,
        _ => 1,
    };

    /// <summary>None, so that extents adjoin; a few pages; many; or so many that the next extent is beyond 32 bits.</summary>
    private static ulong Gap(Dice dice, PageSize pageSize) => dice.Weighted(2, 4, 3, 1) switch
    {
        0 => 0,
        1 => (ulong)dice.Between(1, 4),
        2 => (ulong)dice.Below(1 << 12),
        _ => 1UL << (BusBits - pageSize.Shift),
    };
}
