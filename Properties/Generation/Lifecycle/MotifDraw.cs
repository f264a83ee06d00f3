using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Generation.Lifecycle;

/// <summary>
/// Operations that must come one after the other for a known kind of defect to show: chance alone would seldom put them in this order.
/// </summary>
internal sealed class MotifDraw(Dice dice, Scenario scenario, HistoryState state, ChangedLimits changed)
{
    private static readonly Operation.GetConstraints Get = new();

    /// <summary>Some operations; never none.</summary>
    public IEnumerable<Operation> Next()
    {
        Device one = dice.Of(scenario.Devices.AsSpan());
        Device again = dice.Of(scenario.Devices.AsSpan());
        Device other = again == one ? dice.Of(scenario.Devices.AsSpan()) : again;
        return dice.Weighted(5, 3, 4, 6, 3, 3, 2, 4, 3, 1) switch
        {
            0 => AskedAgain(one, other),
            1 => RefusedByHook(one, other),
            2 => ChangedWhileAttached(one, other),
            3 => LateJoiner(one, other),
            4 => TightenedBetweenMaps(one, other),
            5 => TightenedAfterQuestion(one, other),
            6 => MasksWithNothingInCommon(one, other),
            7 => DataGoesRound(one),
            8 => RefusedForItsLimits(one, other),
            _ => AttachedTwice(one),
        };
    }

    /// <summary>A cached answer to test-map is stale after the change between the two.</summary>
    private IEnumerable<Operation> AskedAgain(Device one, Device other)
    {
        var question = new Operation.TestMap(one.Name, MapDirection.Bidirectional);
        Operation change = dice.Below(6) switch
        {
            0 => Joins(other),
            1 => new Operation.ChangeLimits(one.Name, changed.Of(one.Limits)),
            2 => new Operation.Move(),
            3 => new Operation.Map(other.Name, MapDirection.Bidirectional),
            4 => new Operation.Detach(other.Name),
            _ => new Operation.Unmap(one.Name),
        };
        return [.. Joined(one), question, change, question];
    }

    /// <summary>Whoever is refused leaves nothing behind (thread F3), and the next is not refused because of it (H2).</summary>
    private IEnumerable<Operation> RefusedByHook(Device one, Device other) =>
    [
        new Operation.ExporterRefuses(one.Name, Refuses: true), new Operation.Attach(one.Name), Get,
        dice.Percent(50) ? new Operation.RecalcConstraints() : Joins(other),
        .. dice.Percent(60) ? [new Operation.ExporterRefuses(one.Name, Refuses: false)] : Array.Empty<Operation>(),
    ];

    /// <summary>Limits that are sampled at attach only (F19), or by a detach of somebody else that ignores errors (F7).</summary>
    private IEnumerable<Operation> ChangedWhileAttached(Device one, Device other)
    {
        Operation[] joined = one == other ? Joined(one) : [.. Joined(one), .. Joined(other)];
        return dice.Percent(50)
            ? [.. joined, new Operation.ChangeLimits(one.Name, changed.Of(one.Limits)), Get]
            : [.. joined, new Operation.ChangeLimits(one.Name, changed.Illegal(one.Limits)), new Operation.Detach(other.Name), Get];
    }

    /// <summary>Somebody tighter joins while a mapping is live (F15), and maps (F17).</summary>
    private IEnumerable<Operation> LateJoiner(Device one, Device other) =>
    [
        .. one != other && state.IsAttached(other.Name) ? [new Operation.Detach(other.Name)] : Array.Empty<Operation>(),
        .. Joined(one), new Operation.Map(one.Name, MapDirection.Bidirectional),
        .. dice.Weighted(2, 1, 2) switch
        {
            0 => Array.Empty<Operation>(),
            1 => [Tightened(other)],
            _ => [new Operation.ChangeLimits(other.Name, changed.Shy(other.Limits))],
        },
        new Operation.Attach(other.Name), new Operation.Map(other.Name, MapDirection.Bidirectional),
        Uses(one, writes: dice.Percent(50)),
    ];

    /// <summary>A cached table ignores the limits of whoever joined after it was made (F16).</summary>
    private IEnumerable<Operation> TightenedBetweenMaps(Device one, Device other) =>
    [
        .. Joined(one), new Operation.Map(one.Name, MapDirection.Bidirectional), new Operation.Unmap(one.Name),
        Joins(other), new Operation.Map(dice.Of(one, other).Name, MapDirection.Bidirectional),
    ];

    /// <summary>A snapshot of constraints that is older than the allocation (F18).</summary>
    private IEnumerable<Operation> TightenedAfterQuestion(Device one, Device other) =>
        [.. Joined(one), Get, Joins(other), new Operation.Map(one.Name, MapDirection.Bidirectional)];

    /// <summary>Boundary masks whose AND is zero, or is no mask (F11).</summary>
    private IEnumerable<Operation> MasksWithNothingInCommon(Device one, Device other) =>
    [
        new Operation.ChangeLimits(one.Name, one.Limits with { SegmentBoundaryMask = dice.Of(0xffff0000UL, 0xfffff000UL) }),
        new Operation.Attach(one.Name),
        new Operation.ChangeLimits(other.Name, other.Limits with { SegmentBoundaryMask = 0xffff }),
        new Operation.Attach(other.Name), Get,
    ];

    /// <summary>Device and CPU read what the other wrote.</summary>
    private IEnumerable<Operation> DataGoesRound(Device one) =>
    [
        .. Joined(one),
        .. state.IsMapped(one.Name) ? [] : new Operation[] { new Operation.Map(one.Name, MapDirection.Bidirectional) },
        Uses(one, writes: true),
        new Operation.BeginCpuAccess(Writes: true), new Operation.CpuUse(Writes: false), new Operation.CpuUse(Writes: true),
        new Operation.EndCpuAccess(),
        Uses(one, writes: false),
    ];

    /// <summary>Limits that no device can mean, refused at attach (F1, F2, F12, F21); the next must not suffer (H2).</summary>
    private IEnumerable<Operation> RefusedForItsLimits(Device one, Device other) =>
    [
        .. state.IsAttached(one.Name) ? [new Operation.Detach(one.Name)] : Array.Empty<Operation>(),
        new Operation.ChangeLimits(one.Name, changed.Illegal(one.Limits)), new Operation.Attach(one.Name),
        new Operation.ChangeLimits(one.Name, one.Limits), new Operation.Attach(other.Name), Get,
    ];

    /// <summary>The detach of one attachment must not relax what the other asks for (F25).</summary>
    private IEnumerable<Operation> AttachedTwice(Device one) =>
        [.. Joined(one), new Operation.Attach(one.Name), Get, new Operation.Detach(one.Name), Get];

    private Operation[] Joined(Device device) => state.IsAttached(device.Name) ? [] : [new Operation.Attach(device.Name)];

    /// <summary>An attach; of a device that is attached, tighter limits, which amounts to the same.</summary>
    private Operation Joins(Device device) =>
        state.IsAttached(device.Name) ? Tightened(device) : new Operation.Attach(device.Name);

    private Operation.ChangeLimits Tightened(Device device) => new(device.Name, changed.Tighter(device.Limits));

    private Operation.DeviceUse Uses(Device device, bool writes) => new(device.Name, writes, Snoops: dice.Percent(50));
}
