using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Deciding;

/// <summary>How far one limit may tighten before the answer turns from sat.</summary>
/// <param name="Device">Whose limit.</param>
/// <param name="Limit">Which.</param>
/// <param name="From">Its value now.</param>
/// <param name="To">The tightest value that was seen to be enough; <paramref name="From"/> when the limit is met exactly.</param>
/// <param name="BreaksAt">
/// The next tighter value, at which the answer is no longer sat; <see langword="null"/> when the limit cannot break it: the tightest value that
/// a device can mean is enough.
/// </param>
/// <param name="IsExact">Whether that answer is unsat; false where a voter had to say unknown.</param>
public sealed record Slack(string Device, LimitKind Limit, ulong From, ulong To, ulong? BreaksAt, bool IsExact)
{
    /// <summary>
    /// By what factor the limit has to tighten until it breaks, as a logarithm to base 2, so that counts, sizes and masks compare. Infinite
    /// when it cannot.
    /// </summary>
    public double Doublings => BreaksAt is { } breaks ? Tightness.Doublings(Limit, From, breaks) : double.PositiveInfinity;
}

/// <summary>
/// The slack of each limit that asks for anything. Tighter limits never gain a table (law Capacity.Monotone), so bisection finds where
/// the answer turns.
/// </summary>
public static class Slacks
{
    /// <summary>
    /// One for each limit of a satisfiable scenario, in its order; none when it is not satisfiable. A device whose entries the kernel's
    /// IOMMU code joins is left out: there a smaller segment size may gain a table. So are limits of a device that may bounce, but for its
    /// count and reach. Up to about 200 questions for each device.
    /// </summary>
    public static ValueList<Slack> Of(Scenario scenario, Func<Scenario, Verdict> oracle)
    {
        if (scenario.Devices.Count == 0 || oracle(scenario) != Verdict.Sat)
        {
            return [];
        }

        return
        [
            .. from pair in Conflict.Pairs(scenario)
               where Relaxations.IsMonotone(scenario, pair)
               select Of(pair, scenario, value => oracle(scenario.WithLimit(pair.Device, pair.Limit, value))),
        ];
    }

    /// <summary>The limit that breaks first: the one that has to tighten by the smallest factor; <see langword="null"/> when none can.</summary>
    public static Slack? Nearest(IEnumerable<Slack> slacks) => slacks.Where(s => s.BreaksAt is not null).MinBy(s => s.Doublings);

    private static Slack Of(CorePair pair, Scenario scenario, Func<ulong, Verdict> with)
    {
        (ulong To, ulong? BreaksAt) found = pair.Limit.IsMask()
            ? TightestMask(pair, scenario.PageSize, with)
            : TightestNumber(pair, scenario, with);
        bool isExact = found.BreaksAt is not { } breaks || with(breaks) == Verdict.Unsat;
        return new Slack(pair.Device, pair.Limit, pair.Value, found.To, found.BreaksAt, isExact);
    }

    private static (ulong To, ulong? BreaksAt) TightestNumber(CorePair pair, Scenario scenario, Func<ulong, Verdict> with)
    {
        ulong unit = pair.Limit == LimitKind.MaxSegmentSize ? scenario.PageSize.Bytes : 1;
        ulong enough = Math.Min(pair.Value / unit, MostThatMatters(pair.Limit, scenario));
        ulong ValueOf(ulong units) => units == pair.Value / unit ? pair.Value : units * unit;
        if (enough == 1 || with(unit) == Verdict.Sat)
        {
            return (unit, null);
        }

        ulong tooLittle = 1;
        while (enough - tooLittle > 1)
        {
            ulong middle = tooLittle + ((enough - tooLittle) / 2);
            (tooLittle, enough) = with(middle * unit) == Verdict.Sat ? (tooLittle, middle) : (middle, enough);
        }

        return (ValueOf(enough), tooLittle * unit);
    }

    /// <summary>More segments, or longer ones, than the buffer can have pages change nothing.</summary>
    private static ulong MostThatMatters(LimitKind limit, Scenario scenario) => limit == LimitKind.AddressMask
        ? ulong.MaxValue
        : scenario.PageSize.PagesFor(scenario.BufferSizeBytes + (scenario.Layout?.OffsetBytes ?? 0));

    /// <summary>A boundary tightens as its mask narrows to a page, an alignment as its mask widens to 64 bits.</summary>
    private static (ulong To, ulong? BreaksAt) TightestMask(CorePair pair, PageSize pageSize, Func<ulong, Verdict> with)
    {
        ulong to = pair.Value;
        foreach (ulong mask in Tighter(pair, pageSize))
        {
            if (with(mask) != Verdict.Sat)
            {
                return (to, mask);
            }

            to = mask;
        }

        return (to, null);
    }

    private static IEnumerable<ulong> Tighter(CorePair pair, PageSize pageSize)
    {
        bool narrows = pair.Limit == LimitKind.SegmentBoundaryMask;
        ulong tightest = narrows ? pageSize.Bytes - 1 : ulong.MaxValue;
        for (ulong mask = pair.Value; mask != tightest;)
        {
            mask = narrows ? mask >> 1 : (mask << 1) | 1;
            yield return mask;
        }
    }
}
