using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Lifecycle.Buffers;

namespace DmabufVerify.Tests.Model.Optimised.Lifecycle;

/// <summary>Mixed operations on devices of every kind, among which most can succeed.</summary>
internal static class RandomHistory
{
    public static Scenario Scenario(Random random) => Of(
        Mover("mover", Limits(random)),
        Mover("other", Limits(random)) with { Access = DeviceAccess.NonCoherent },
        Dev("cache", Limits(random), ImporterHabit.CachesMapping) with { Access = DeviceAccess.PerAccess },
        Dev("pin", Limits(random), ImporterHabit.Pins),
        Dev("bounce", Limits(random) with { AddressMask = 0xffffffff }) with { MayBounce = true },
        Dev("behind", Limits(random)) with { Iommu = new("x", 4096), Access = DeviceAccess.NonCoherent },
        Dev("beside", Limits(random)) with { Iommu = new("x", 4096), BusOffsetBytes = 0 },
        Dev("shifted", Limits(random)) with { BusOffsetBytes = -0x4000 })
        .Pages(24)
        .In((0x100010, 40, "high"), (0x100, 24, "low"), (0x203, 16, "low"), (0x301, 16, "low")) with
    {
        Exporter = new() { IsMovable = true, Tables = (ExporterTables)random.Next(2), HooksReadConstraints = random.Next(2) == 0 },
        Mode = SharingMode.Tailored,
    };

    public static string Device(Random random, Scenario scenario) => scenario.Devices[random.Next(scenario.Devices.Count)].Name;

    public static Operation Operation(Random random, Scenario scenario)
    {
        string device = Device(random, scenario);
        var direction = (MapDirection)random.Next(3);
        bool flag = random.Next(2) == 0;
        return random.Next(32) switch
        {
            < 5 => new Operation.Attach(device),
            < 10 => new Operation.Detach(device),
            < 14 => new Operation.Map(device, direction),
            < 19 => new Operation.Unmap(device),
            19 => new Operation.TestMap(device, direction),
            20 => new Operation.Pin(device),
            21 or 22 => new Operation.Unpin(device),
            23 or 24 => new Operation.Move(),
            25 => new Operation.BeginCpuAccess(flag),
            26 or 27 => new Operation.EndCpuAccess(),
            28 => new Operation.DeviceUse(device, flag, flag),
            29 => new Operation.ChangeLimits(device, Limits(random)),
            30 => new Operation.ExporterRefuses(device, random.Next(4) == 0),
            _ => new Operation.GetConstraints(),
        };
    }

    /// <summary>Ends everything, which fails where a mapping or a pin was lost from sight.</summary>
    public static void EverybodyLeaves(IDmaBuf buffer)
    {
        buffer.Apply(new Operation.EndCpuAccess());
        foreach (AttachmentView attachment in buffer.View.Attachments.Reverse())
        {
            while (buffer.Apply(new Operation.Unmap(attachment.Device)).Errno == Errno.Ok
                || buffer.Apply(new Operation.Unpin(attachment.Device)).Errno == Errno.Ok)
            {
            }

            Done(buffer.Apply(new Operation.Detach(attachment.Device)));
        }
    }

    private static Limits Limits(Random random) => Free with
    {
        MaxSegmentCount = random.Next(2) == 0 ? (ulong)random.Next(1, 12) : ulong.MaxValue,
        MaxSegmentSizeBytes = random.Next(2) == 0 ? (ulong)random.Next(3, 24) * Page : ulong.MaxValue,
        SegmentBoundaryMask = random.Next(4) == 0 ? (16 * Page) - 1 : ulong.MaxValue,
    };
}
