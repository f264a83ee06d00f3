using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Generation.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Searching;

/// <summary>Scenarios one step away from a given one.</summary>
/// <param name="devices">Devices to put in the place of others; may be empty.</param>
/// <param name="mayChangeLimits">False where devices are real and have to stay what they are.</param>
internal sealed class Neighbours(ValueList<Device> devices, bool mayChangeLimits)
{
    /// <summary>One of them, by the dice: another size, another device in one's place, or one limit turned.</summary>
    public Scenario One(Scenario scenario, Dice dice) => dice.Below(mayChangeLimits ? 3 : 2) switch
    {
        0 when scenario.Layout is not null => OtherSize(scenario, scenario.Layout, dice),
        1 when devices.Count > 0 && scenario.Devices.Count > 0 => OtherDevice(scenario, dice),
        2 when scenario.Devices.Count > 0 => OtherLimit(scenario, dice),
        _ => scenario,
    };

    /// <summary>A page more or less, twice, half, or all that the storage holds.</summary>
    private static Scenario OtherSize(Scenario scenario, Layout layout, Dice dice)
    {
        ulong page = scenario.PageSize.Bytes;
        UInt128 bytes = ((UInt128)layout.Pages << scenario.PageSize.Shift) - layout.OffsetBytes;
        ulong held = (ulong)UInt128.Min(bytes, Scenario.MaxBufferSizeBytes);
        ulong size = scenario.BufferSizeBytes;
        ulong other = dice.Below(5) switch
        {
            0 => size + page,
            1 => size > page ? size - page : size,
            2 => size <= held / 2 ? size * 2 : held,
            3 => size / 2,
            _ => held,
        };
        return scenario with { BufferSizeBytes = Math.Clamp(other, 1, held) };
    }

    private Scenario OtherDevice(Scenario scenario, Dice dice)
    {
        int place = dice.Below(scenario.Devices.Count);
        Device other = devices[dice.Below(devices.Count)];
        bool fits = LimitChecks.Check(other.Limits, scenario.PageSize) is null && scenario.Devices.All(d => d.Name != other.Name);
        return fits ? scenario with { Devices = [.. scenario.Devices.Select((d, i) => i == place ? other : d)] } : scenario;
    }

    /// <summary>One limit that asks for anything, a step or a factor of two either way.</summary>
    private static Scenario OtherLimit(Scenario scenario, Dice dice)
    {
        CorePair[] pairs = [.. Conflict.Pairs(scenario)];
        if (pairs.Length == 0)
        {
            return scenario;
        }

        CorePair pair = pairs[dice.Below(pairs.Length)];
        ulong step = pair.Limit == LimitKind.MaxSegmentSize ? scenario.PageSize.Bytes : 1;
        ulong half = pair.Value / 2;
        ulong other = (pair.Limit.IsMask(), dice.Below(4)) switch
        {
            (true, < 2) => half,
            (true, _) => (pair.Value << 1) | 1,
            (_, 0) => pair.Value <= ulong.MaxValue - step ? pair.Value + step : pair.Value,
            (_, 1) => pair.Value > step ? pair.Value - step : pair.Value,
            (_, 2) => pair.Value <= ulong.MaxValue / 2 ? pair.Value * 2 : pair.Value,
            _ => half,
        };
        Scenario changed = scenario.WithLimit(pair.Device, pair.Limit, other);
        return changed.Devices.All(d => LimitChecks.Check(d.Limits, scenario.PageSize) is null) ? changed : scenario;
    }
}
