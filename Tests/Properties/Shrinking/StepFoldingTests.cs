using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Shrinking;

public sealed class StepFoldingTests
{
    private static readonly Step Attach = new(new Operation.Attach("d0"));

    [Fact]
    public void Limits_are_declared_at_once()
    {
        var limits = new Limits { MaxSegmentCount = 1 };

        Assert.Contains(
            Life(Attach) with { Devices = [new Device("d0", limits)] },
            StepFolding.Simpler(Life(new Step(new Operation.ChangeLimits("d0", limits)), Attach)));
    }

    [Fact]
    public void Limits_that_no_device_can_mean_are_not() => Assert.All(
        StepFolding.Simpler(Life(new Step(new Operation.ChangeLimits("d0", new Limits { MaxSegmentCount = 0 })), Attach)),
        folded => Assert.Equal(Limits.Unset, folded.Devices[0].Limits));

    [Fact]
    public void Storage_is_allocated_at_export_in_the_place_of_a_step()
    {
        Scenario life = Life(new Step(new Operation.BeginCpuAccess(Writes: false)), Attach);
        Exporter early = Exporter.Default with { Allocates = AllocationTime.Export };

        Assert.Contains(Life(Attach) with { Exporter = early }, StepFolding.Simpler(life));
        Assert.Empty(StepFolding.Simpler(life with { Exporter = early }));
    }

    private static Scenario Life(params Step[] steps) => Sharing([new(0, 1)], new Device("d0", Limits.Unset)) with { Steps = [.. steps] };
}
