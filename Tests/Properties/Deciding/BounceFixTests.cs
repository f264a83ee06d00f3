using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Deciding;

/// <summary>Bouncing is offered exactly where it alone is enough.</summary>
public sealed class BounceFixTests
{
    private static readonly Device Near = Free("near", (LimitKind.AddressMask, 0xffffffff));

    [Fact]
    public void A_device_out_of_reach_may_bounce_instead()
    {
        Decision decision = Decide(Sharing([new(0x100000, 100)], Free("far"), Near));

        Assert.Equal([new BounceFix("near", new Copying(2, 100 * Page, 1 << 18))], decision.BounceFixes);
        Assert.Equal([LimitKind.AddressMask], decision.Relaxations.Select(r => r.Limit));
    }

    [Fact]
    public void It_is_not_offered_where_it_is_not_enough_alone()
    {
        Assert.Empty(Decide(Sharing([new(0x100000, 1)], Near, Near with { Name = "other" })).BounceFixes);
        Assert.Empty(Decide(Sharing([new(0x2000, 1)], Free("no pool", (LimitKind.AddressMask, 0xffffff)))).BounceFixes);
        Assert.Empty(Decide(Sharing([new(0x100000, 65)], Free("count", (LimitKind.AddressMask, 0xffffffff), (LimitKind.MaxSegmentCount, 1)))).BounceFixes);
    }

    [Fact]
    public void It_is_not_offered_to_who_bounces_already_nor_where_nobody_is_out_of_reach()
    {
        Assert.Empty(Decide(Sharing([new(0x2000, 1)], Free("b", (LimitKind.AddressMask, 0xffffff)) with { MayBounce = true })).BounceFixes);
        Assert.Empty(Decide(Sharing([new(1, 1), new(5, 1)], Free("c", (LimitKind.MaxSegmentCount, 1)))).BounceFixes);
        Assert.Empty(Decide(Sharing([new(0x100000, 1)], Near) with { Layout = null, BufferSizeBytes = 1UL << 40 }).BounceFixes);
    }

    [Fact]
    public void What_is_copied_from_storage_yet_to_be_found_is_not_said() => Assert.Equal(
        [new BounceFix("near", null)],
        Decide(Sharing([new(0x100000, 1)], Near) with { Layout = null, Memory = [new(new PfnRun(0x100000, 4), "high")] }).BounceFixes);

    private static Decision Decide(Scenario scenario) => Decision.Of(scenario, TestVoters.Two, maxSegments: 0);
}
