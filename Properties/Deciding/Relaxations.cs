using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Deciding;

/// <summary>One change that makes sharing possible.</summary>
/// <param name="Device">Whose limit changes.</param>
/// <param name="Limit">Which.</param>
/// <param name="From">Its value now.</param>
/// <param name="To">A value that is enough.</param>
/// <param name="IsLeast">Whether anything less is known not to be; false where a voter had to say unknown on the way.</param>
public sealed record Relaxation(string Device, LimitKind Limit, ulong From, ulong To, bool IsLeast) : Change(Device)
{
    internal override double Doublings => Tightness.Doublings(Limit, From, To);

    /// <inheritdoc/>
    public override Scenario In(Scenario scenario) => scenario.WithLimit(Device, Limit, To);

    /// <summary>The next value on the way back to <see cref="From"/>: sizes by pages, masks by bits, all else by one.</summary>
    public ulong OneStepTighter(PageSize pageSize) => Limit switch
    {
        LimitKind.SegmentBoundaryMask => To >> 1,
        LimitKind.VirtBoundaryMask or LimitKind.MinAlignMask => (To << 1) | 1,
        LimitKind.MaxSegmentSize => To - pageSize.Bytes,
        LimitKind.MaxSegmentCount or LimitKind.AddressMask => To - 1,
        _ => throw new InvalidOperationException($"no such limit: {Limit}"),
    };
}

/// <summary>
/// The nearest fixes: for each limit in the way, the least change of that one limit after which the scenario is satisfiable. Looser
/// limits never lose a table (law Capacity.Monotone), so bisection finds it; but for the kernel's join behind an IOMMU, where a larger
/// segment size may undo the wrap that joined everything, and for copies in a bounce pool, where a larger one may find no place. What is found
/// there is enough and not said to be least.
/// </summary>
public static class Relaxations
{
    /// <summary>
    /// One relaxation for each pair of the core that has one. A pair has none when lifting it altogether is not enough. About 64
    /// questions for each pair.
    /// </summary>
    public static ValueList<Relaxation> Of(Scenario scenario, ValueList<CorePair> core, Func<Scenario, Verdict> oracle)
    {
        var relaxations = new List<Relaxation>();
        foreach (CorePair pair in core)
        {
            Verdict With(ulong value) => oracle(scenario.WithLimit(pair.Device, pair.Limit, value));
            bool Suffices(ulong value) => With(value) == Verdict.Sat;

            if (Suffices(pair.Limit.Unlimited()))
            {
                ulong to = pair.Limit.IsMask()
                    ? NearestMask(pair, scenario.PageSize, Suffices)
                    : NearestNumber(pair, scenario.PageSize, Suffices);
                var relaxation = new Relaxation(pair.Device, pair.Limit, pair.Value, to, IsLeast: true);
                bool isLeast = IsMonotone(scenario, pair)
                    && With(relaxation.OneStepTighter(scenario.PageSize)) == Verdict.Unsat;
                relaxations.Add(relaxation with { IsLeast = isLeast });
            }
        }

        return [.. relaxations];
    }

    /// <summary>
    /// Whether a looser value of a limit never loses a table. It may where the kernel's IOMMU code joins the device's entries, and where the
    /// device may bounce; but for its count, and its reach where all of its pool has bus addresses: with more of it fewer segments are copied,
    /// and each has as low a place or a lower one.
    /// </summary>
    internal static bool IsMonotone(Scenario scenario, CorePair pair) => scenario.Devices.Single(d => d.Name == pair.Device) switch
    {
        { Iommu: not null } => scenario.Policy.Enforcement != Enforcement.Kernel,
        { MayBounce: true } device => pair.Limit == LimitKind.MaxSegmentCount
            || (pair.Limit == LimitKind.AddressMask && device.BusOffsetBytes <= (long)Swiotlb.PoolAddress),
        _ => true,
    };

    /// <summary>Segment sizes are looked for in whole pages, as only those count.</summary>
    private static ulong NearestNumber(CorePair pair, PageSize pageSize, Func<ulong, bool> suffices)
    {
        ulong unit = pair.Limit == LimitKind.MaxSegmentSize ? pageSize.Bytes : 1;
        ulong tooLittle = pair.Value / unit;
        ulong enough = ulong.MaxValue / unit;
        if (enough * unit != ulong.MaxValue && !suffices(enough * unit))
        {
            return ulong.MaxValue;
        }

        while (enough - tooLittle > 1)
        {
            ulong middle = tooLittle + ((enough - tooLittle) / 2);
            (tooLittle, enough) = suffices(middle * unit) ? (tooLittle, middle) : (middle, enough);
        }

        return enough * unit;
    }

    /// <summary>A boundary is loosened by making the mask wider, an alignment by making it narrower.</summary>
    private static ulong NearestMask(CorePair pair, PageSize pageSize, Func<ulong, bool> suffices)
    {
        IEnumerable<int> bits = pair.Limit == LimitKind.SegmentBoundaryMask
            ? Enumerable.Range(pageSize.Shift, 65 - pageSize.Shift)
            : Enumerable.Range(0, 65).Reverse();
        return bits
            .Select(n => n == 64 ? ulong.MaxValue : (1UL << n) - 1)
            .SkipWhile(mask => pair.Limit == LimitKind.SegmentBoundaryMask ? mask <= pair.Value : mask >= pair.Value)
            .First(suffices);
    }
}
