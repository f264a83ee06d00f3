using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Deciding;

public sealed class ScenarioEditsTests
{
    private static readonly Scenario Two = Sharing([new(1, 1)], new Device("a", new Limits { MaxSegmentCount = 3 }), Free("b"));

    [Fact]
    public void Resolved_limits_are_all_declared_and_mean_the_same()
    {
        Scenario resolved = Two.WithResolvedLimits();

        Assert.Equal(
            new Limits
            {
                MaxSegmentCount = 3,
                MaxSegmentSizeBytes = 65536,
                SegmentBoundaryMask = ulong.MaxValue,
                VirtBoundaryMask = 0,
                MinAlignMask = 0,
                AddressMask = 0xffffffff,
            },
            resolved.Devices[0].Limits);
        Assert.Equal(Question.Of(Two).Parts, Question.Of(resolved).Parts);
    }

    [Fact]
    public void One_limit_of_one_device_changes() => Assert.Equal(
        Two with { Devices = [Two.Devices[0], Free("b", (LimitKind.AddressMask, 7))] },
        Two.WithLimit("b", LimitKind.AddressMask, 7));
}
