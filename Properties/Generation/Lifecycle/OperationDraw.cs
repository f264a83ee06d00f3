using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Generation.Lifecycle;

/// <summary>
/// One operation at a time, whether it makes sense or not, weighted so that those that do make a history: devices join soon, map often,
/// and use what they mapped.
/// </summary>
internal sealed class OperationDraw(Dice dice, Scenario scenario, HistoryState state, ChangedLimits changed)
{
    /// <summary>Per cent of attaches of an attached device that are meant.</summary>
    private const int AttachTwiceShare = 12;

    public Operation Next()
    {
        Device device = dice.Of(scenario.Devices.AsSpan());
        string name = device.Name;
        return dice.Weighted(14, 7, 12, 10, 4, 3, 5, 12, 5, 8, 14, 18, 3, 1, 3, 1, 4) switch
        {
            0 => state.IsAttached(name) && !dice.Percent(AttachTwiceShare) ? Next() : new Operation.Attach(name),
            1 => new Operation.Detach(name),
            2 => new Operation.Map(name, Direction(name)),
            3 => new Operation.Unmap(name),
            4 => new Operation.TestMap(name, Direction(name)),
            5 => new Operation.Pin(name),
            6 => new Operation.Unpin(name),
            7 => new Operation.Move(),
            8 => new Operation.BeginCpuAccess(dice.Percent(60)),
            9 => new Operation.EndCpuAccess(),
            10 => new Operation.CpuUse(dice.Percent(50)),
            11 => Use(name),
            12 => new Operation.GetConstraints(),
            13 => new Operation.RecalcConstraints(),
            14 => new Operation.ChangeLimits(name, changed.Of(device.Limits)),
            15 => new Operation.ExporterRefuses(name, dice.Percent(60)),
            _ => new Operation.Export(),
        };
    }

    /// <summary>Mostly that of the live mapping, so that it can be shared.</summary>
    private MapDirection Direction(string device) => state.IsMapped(device) && dice.Percent(70)
        ? state.Direction(device)
        : (MapDirection)dice.Weighted(50, 25, 25);

    /// <summary>Mostly along the direction of the live mapping.</summary>
    private Operation.DeviceUse Use(string device)
    {
        bool writes = dice.Percent(80)
            ? state.Direction(device) switch
            {
                MapDirection.ToDevice => false,
                MapDirection.FromDevice => true,
                _ => dice.Percent(50),
            }
            : dice.Percent(50);
        return new(device, writes, Snoops: dice.Percent(50));
    }
}
