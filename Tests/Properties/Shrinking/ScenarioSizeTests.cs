using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Shrinking;

public sealed class ScenarioSizeTests
{
    [Fact]
    public void Everything_that_a_reader_takes_in_is_counted()
    {
        Scenario scenario = Sharing([new(1, 2), new(9, 3)], new Device("d0", new Limits { MaxSegmentCount = 1, AddressMask = 7 })) with
        {
            Memory = [new(new PfnRun(20, 1), "system")],
            Steps = [new(new Operation.Move()), new(new Operation.ChangeLimits("d0", new Limits { MinAlignMask = 0 }))],
        };

        Assert.Equal(new ScenarioSize(Devices: 1, Runs: 3, Pages: 5, Steps: 2, Limits: 3), ScenarioSize.Of(scenario));
        Assert.Equal(14UL, ScenarioSize.Of(scenario).Sum);
        Scenario across = scenario with { BufferSizeBytes = 2, Layout = scenario.Layout! with { OffsetBytes = 4095 } };
        Assert.Equal(2UL, ScenarioSize.Of(across).Pages);
    }
}
