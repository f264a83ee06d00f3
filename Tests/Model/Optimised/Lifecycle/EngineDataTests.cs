using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Lifecycle.Buffers;

namespace DmabufVerify.Tests.Model.Optimised.Lifecycle;

public class EngineDataTests
{
    /// <summary>
    /// The flushes that the engine leaves out are missed by nobody. A device that bounces is alone, and does not end its mapping while the CPU
    /// writes: a copy of old data over new is not the tracker's affair.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_reader_sees_the_newest_data(bool bounces)
    {
        var random = new Random(bounces ? 1 : 2);
        int uses = 0;
        for (int history = 0; history < 400; history++)
        {
            Scenario scenario = Devices(bounces);
            var engine = new EngineBuffer(scenario);
            var machine = new CacheMachine();
            Done(engine.Apply(new Operation.Export()));
            foreach (Device device in scenario.Devices)
            {
                Done(engine.Apply(new Operation.Attach(device.Name)));
            }

            for (int i = 0; i < 100; i++)
            {
                Operation operation = Next(random, scenario);
                if (bounces && operation is Operation.Unmap && engine.View.CpuAccess != CpuAccess.None)
                {
                    continue;
                }

                StepResult result = engine.Apply(operation);
                foreach (CacheAction action in result.CacheActions)
                {
                    machine.Do(action);
                }

                uses += result.Errno == Errno.Ok && Use(machine, engine.View, scenario, operation) ? 1 : 0;
            }
        }

        Assert.True(uses > 4000, $"{uses} uses");
    }

    private static bool Use(CacheMachine machine, BufferView view, Scenario scenario, Operation operation)
    {
        switch (operation)
        {
            case Operation.CpuUse use:
                machine.CpuUses(use.Writes);
                return true;
            case Operation.DeviceUse use:
                AttachmentView attachment = view.Attachments.Single(a => a.Device == use.Device);
                DeviceAccess access = scenario.Devices.Single(d => d.Name == use.Device).Access;
                bool snoops = access == DeviceAccess.Coherent || (access == DeviceAccess.PerAccess && use.Snoops);
                machine.DeviceUses(attachment.Id, attachment.Mapping!.Kind, snoops, use.Writes);
                return true;
            default:
                return false;
        }
    }

    private static Scenario Devices(bool bounces)
    {
        Scenario scenario = bounces
            ? Of(Mover("b", Free with { AddressMask = 0xffffffff }) with { MayBounce = true, Access = DeviceAccess.NonCoherent })
            : Of(
                Mover("coherent"),
                Mover("none") with { Access = DeviceAccess.NonCoherent },
                Mover("reads") with { Access = DeviceAccess.NonCoherent, Iommu = new("x", 4096) },
                Mover("both") with { Access = DeviceAccess.PerAccess });
        return scenario.At((0x100000, 4)).In((0x200000, 4, "h")).Movable();
    }

    private static Operation Next(Random random, Scenario scenario)
    {
        string device = RandomHistory.Device(random, scenario);
        bool writes = random.Next(2) == 0;
        return random.Next(12) switch
        {
            < 2 => new Operation.Map(device, (MapDirection)random.Next(3)),
            2 => new Operation.Unmap(device),
            3 => new Operation.BeginCpuAccess(writes),
            4 => new Operation.EndCpuAccess(),
            < 8 => new Operation.CpuUse(writes),
            8 when random.Next(4) == 0 => new Operation.Move(),
            _ => new Operation.DeviceUse(device, writes, random.Next(2) == 0),
        };
    }
}
