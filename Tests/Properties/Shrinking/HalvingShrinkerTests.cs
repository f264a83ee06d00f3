using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Shrinking;

public sealed class HalvingShrinkerTests
{
    [Fact]
    public void Storage_and_limits_are_halved_together_down_and_up()
    {
        Scenario scenario = Sharing([new(6, 5)], Free("d0", (LimitKind.SegmentBoundaryMask, 0x3fff), (LimitKind.AddressMask, 0x9800)));

        Scenario[] halves = [.. HalvingShrinker.Simpler(scenario)];

        Assert.Equal([new PfnRun(3, 2), new PfnRun(3, 3)], halves.Select(half => half.Layout!.Runs[0]));
        Assert.Equal([2 * Page, 3 * Page], halves.Select(half => half.BufferSizeBytes));
        Assert.All(halves, half => Assert.Equal((0x1fffUL, 0x4800UL), (half.Devices[0].Limits.SegmentBoundaryMask, half.Devices[0].Limits.AddressMask)));
    }

    [Fact]
    public void What_steps_declare_and_memory_are_halved_too()
    {
        Scenario scenario = new()
        {
            BufferSizeBytes = 2 * Page,
            Memory = [new(new PfnRun(4, 4), "system")],
            Devices = [new Device("d0", Limits.Unset)],
            Steps = [new Step(new Operation.ChangeLimits("d0", new Limits { MaxSegmentSizeBytes = 4 * Page }))],
        };

        Scenario half = Assert.Single(HalvingShrinker.Simpler(scenario));

        Assert.Equal((Page, new PfnRun(2, 2)), (half.BufferSizeBytes, half.Memory[0].Pages));
        Assert.Equal(2 * Page, ((Operation.ChangeLimits)half.Steps[0].Operation).Limits.MaxSegmentSizeBytes);
    }

    [Fact]
    public void Runs_that_would_overlap_are_not_tried() => Assert.Empty(HalvingShrinker.Simpler(Sharing([new(2, 1), new(3, 1)])));

    [Fact]
    public void Smallest_has_no_half() => Assert.Empty(HalvingShrinker.Simpler(Sharing([new(0, 1)], Free("d0", (LimitKind.MinAlignMask, 0xfff)))));
}
