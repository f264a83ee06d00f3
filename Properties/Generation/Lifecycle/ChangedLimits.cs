using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Generation.Lifecycle;

/// <summary>What a driver may declare later: something tighter, something looser, or something that no device can mean.</summary>
internal sealed class ChangedLimits(Dice dice, StorageDraw storage)
{
    /// <summary>Other limits for a device that has these.</summary>
    public Limits Of(Limits limits) => dice.Weighted(45, 30, 25) switch
    {
        0 => Tighter(limits),
        1 => Looser(limits),
        _ => Illegal(limits),
    };

    /// <summary>One field around the least that some candidate needs; gap and alignment are seldom what is changed.</summary>
    public Limits Tighter(Limits limits)
    {
        LimitGenerator.Needs needs = storage.NeedsOfOne(dice, busOffset: 0);
        ulong page = storage.PageSize.Bytes;
        return dice.Weighted(4, 3, 3, 1, 1, 4) switch
        {
            0 => limits with { MaxSegmentCount = Math.Max(1, dice.Of<ulong>(1, needs.Runs, needs.Runs - 1, needs.Pages - 1)) },
            1 => limits with { MaxSegmentSizeBytes = page * Math.Max(1, needs.LongestRunPages / dice.Of<ulong>(1, 2, ulong.MaxValue)) },
            2 => limits with { SegmentBoundaryMask = (page << dice.Between(0, 3)) - 1 },
            3 => limits with { VirtBoundaryMask = (page << dice.Between(0, 3)) - 1 },
            4 => limits with { MinAlignMask = (page << dice.Between(0, 3)) - 1 },
            _ => limits with { AddressMask = Math.Max(1, dice.Of(needs.LastByte, needs.LastByte - 1, needs.LastByte / 2, page - 1)) },
        };
    }

    /// <summary>A reach that ends with the lowest storage there is.</summary>
    public Limits Shy(Limits limits) => limits with { AddressMask = storage.LastByteOfLowest };

    /// <summary>A field less, or none at all.</summary>
    private Limits Looser(Limits limits)
    {
        LimitKind kind = dice.Of(LimitKinds.All.AsSpan());
        return dice.Weighted(3, 3, 1) switch
        {
            0 => limits.With(kind, null),
            1 => limits.With(kind, kind.Unlimited()),
            _ => Limits.Unset,
        };
    }

    /// <summary>Zeros, sizes below a page, and masks that are not 2^k - 1, two of which may have nothing in common.</summary>
    public Limits Illegal(Limits limits) => dice.Weighted(2, 2, 2, 3, 2, 3, 1, 1) switch
    {
        0 => limits with { MaxSegmentCount = 0 },
        1 => limits with { MaxSegmentSizeBytes = 0 },
        2 => limits with { MaxSegmentSizeBytes = dice.Of(1UL, 4095UL, storage.PageSize.Bytes - 1) },
        3 => limits with { SegmentBoundaryMask = dice.Of(0xfffff000UL, 0xffff0000UL) },
        4 => limits with { SegmentBoundaryMask = dice.Of(1UL, 0x7ffUL) },
        5 => limits with { SegmentBoundaryMask = 0 },
        6 => limits.With(dice.Of(LimitKind.VirtBoundaryMask, LimitKind.MinAlignMask), dice.Of(0xfffff000UL, 0x1000UL)),
        _ => limits with { AddressMask = 0 },
    };
}
