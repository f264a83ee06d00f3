using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>Which bytes are out of a device's reach, and where in its pool their copies go (kernel/dma/swiotlb.c).</summary>
internal static class BouncePool
{
    private const ulong PoolEnd = Swiotlb.PoolAddress + Swiotlb.PoolBytes;

    /// <summary>Keeps device addresses from being negative: a multiple of every window that matters, with all memory below it.</summary>
    private const long OutOfTheWay = 1L << 62;

    /// <summary>Whether a directly mapped device has to do with copies over this storage.</summary>
    public static bool Bounces(Setup setup, Layout layout, Device device)
    {
        if (device is not { Iommu: null, MayBounce: true })
        {
            return false;
        }

        Judge judge = Judging.Direct(setup, device);
        return UsedBytes(setup.Over(layout)).Any(used => !IsWithinReach(used, judge));
    }

    /// <summary>
    /// The device as a judge of the table from which it bounces: the reach is set aside, and no segment is longer than a copy can be.
    /// <see langword="null"/> where no copy at all can keep the low bits that it asks for.
    /// </summary>
    public static Judge? JudgeOfBounced(Setup setup, Device device)
    {
        UInt128 kept = RoundUp(Judging.Resolved(setup, device).MinAlignMask, Swiotlb.SlotBytes);
        if (kept >= Swiotlb.LongestRunBytes)
        {
            return null;
        }

        Judge judge = Judging.Direct(setup, device);
        ulong longest = Math.Min(judge.Limits.MaxSegmentSizeBytes, Swiotlb.LongestRunBytes - (ulong)kept);
        return judge with
        {
            Limits = judge.Limits.Without(LimitKind.AddressMask) with { MaxSegmentSizeBytes = longest },
            BusOffsetBytes = judge.BusOffsetBytes > 0 ? judge.BusOffsetBytes - OutOfTheWay : judge.BusOffsetBytes,
        };
    }

    /// <summary>The table in device addresses; <see langword="null"/> where a segment finds no place.</summary>
    public static SegmentTable? Place(Setup setup, Device device, SegmentTable physical)
    {
        var judge = new Judge(device.Name, Judging.Resolved(setup, device), device.BusOffsetBytes);
        var placed = new List<Segment>();
        UInt128 free = Swiotlb.PoolAddress;
        foreach (Segment segment in physical.Segments)
        {
            Segment target = segment;
            if (!IsWithinReach(segment, judge))
            {
                if (FirstPlace(setup, judge, segment, free) is not { } copy || !IsWithinReach(copy, judge))
                {
                    return null;
                }

                target = copy;
                free = RoundUp((UInt128)copy.LastByte + 1, Swiotlb.SlotBytes);
            }

            placed.Add(target with { AddressBytes = (ulong)((Int128)target.AddressBytes - device.BusOffsetBytes) });
        }

        return new SegmentTable([.. placed]);
    }

    /// <summary>
    /// The first whole slots from an address on whose low bits are right. Where none have to be, a copy of a page or more starts at a page
    /// boundary.
    /// </summary>
    private static Segment? FirstPlace(Setup setup, Judge judge, Segment segment, UInt128 free)
    {
        ulong page = setup.Scenario.PageSize.Bytes;
        ulong lowBits = segment.AddressBytes & judge.Limits.MinAlignMask;
        ulong grain = judge.Limits.MinAlignMask == 0 && segment.LengthBytes >= page ? page : Swiotlb.SlotBytes;
        ulong inSlot = lowBits & (Swiotlb.SlotBytes - 1);
        for (UInt128 slot = RoundUp(free, grain); slot + inSlot + segment.LengthBytes <= PoolEnd; slot += grain)
        {
            var copy = new Segment((ulong)slot + inSlot, segment.LengthBytes);
            if ((DeviceAddress(copy, judge) & judge.Limits.MinAlignMask) == lowBits && StaysInWindow(copy, judge))
            {
                return copy;
            }
        }

        return null;
    }

    /// <summary>Modulo 2^64: only its low bits are looked at.</summary>
    private static ulong DeviceAddress(Segment copy, Judge judge) => unchecked(copy.AddressBytes - (ulong)judge.BusOffsetBytes);

    private static bool StaysInWindow(Segment copy, Judge judge)
    {
        Int128 first = (Int128)copy.AddressBytes - judge.BusOffsetBytes;
        Int128 window = ~(Int128)judge.Limits.SegmentBoundaryMask;
        return (first & window) == ((first + copy.LengthBytes - 1) & window);
    }

    private static bool IsWithinReach(Segment physical, Judge judge)
    {
        Int128 first = (Int128)physical.AddressBytes - judge.BusOffsetBytes;
        return first >= 0 && first + physical.LengthBytes - 1 <= judge.Limits.AddressMask;
    }

    private static IEnumerable<Segment> UsedBytes(PagedBuffer buffer)
    {
        ulong skipped = buffer.Layout.OffsetBytes;
        ulong missing = buffer.SizeBytes;
        foreach (PfnRun run in buffer.Layout.Runs)
        {
            if (missing == 0)
            {
                yield break;
            }

            ulong bytes = (ulong)UInt128.Min(((UInt128)run.Pages << buffer.PageSize.Shift) - skipped, missing);
            yield return new Segment((run.FirstPfn << buffer.PageSize.Shift) + skipped, bytes);
            skipped = 0;
            missing -= bytes;
        }
    }

    private static UInt128 RoundUp(UInt128 value, ulong unit) => (value + unit - 1) / unit * unit;
}
