using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Deciding;

/// <summary>Storage that voters show is believed only after the specification has judged it.</summary>
public sealed class FoundStorageTests
{
    private static readonly Layout Right = new(0, [new PfnRun(0x80, 2)]);

    private static readonly Scenario Question = new()
    {
        BufferSizeBytes = 2 * Page,
        Devices =
        [
            Free("a", (LimitKind.MaxSegmentCount, 1)),
            Free("far", (LimitKind.AddressMask, 0xfffff)) with { BusOffsetBytes = 0x10000 },
            Free("m", (LimitKind.MaxSegmentSize, Page)) with { Iommu = new Iommu("m", 4096) },
        ],
        Memory = [new(new PfnRun(0x40, 1), "cma"), new(new PfnRun(0x80, 8), "cma")],
    };

    public static TheoryData<Layout, string> Wrong => new()
    {
        { new(1, [new PfnRun(0x80, 3)]), "the buffer would not begin with its first page" },
        { new(0, [new PfnRun(0x80, 1)]), "it has 1 pages, the buffer takes 2" },
        { new(0, [new PfnRun(0x41, 2)]), "pages from 0x41 on are not free" },
        { new(0, [new PfnRun(0x87, 2)]), "pages from 0x87 on are not free" },
        { new(0, [new PfnRun(0x80, 2), new PfnRun(0x81, 1)]), "page 0x81 is in it twice" },
        { new(0, [new PfnRun(ulong.MaxValue, 2)]), "there are no such pages: 0xffffffffffffffff + 2" },
        { new(0, [new PfnRun(0x40, 1), new PfnRun(0x80, 1)]), "spec finds no table over it" },
    };

    [Fact]
    public void Storage_that_replays_is_the_answer_and_every_device_has_its_table_over_it()
    {
        Decision decision = Decision.Of(Question, PlacingRules.Both(_ => TableVote.Sat() with { Storage = Right }), 10);

        Assert.Equal((Verdict.Sat, false), (decision.Verdict, decision.IsContested));
        Assert.Equal(new FoundStorage("spec", Right, null), decision.Storage);
        Assert.Equal(["a", "far", "m"], decision.Tables.Select(t => t.Device));
        Assert.Equal([new(0x80000, 2 * Page)], decision.Tables[0].Segments);
        Assert.Equal([new(0x70000, 2 * Page)], decision.Tables[1].Segments);
        Assert.Equal(2, decision.Tables[2].Segments.Count);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Storage_that_does_not_replay_contests_the_answer(Layout storage, string problem)
    {
        Decision decision = Decision.Of(Question, PlacingRules.Both(_ => TableVote.Sat() with { Storage = storage }), 10);

        Assert.Equal((Verdict.Unknown, true), (decision.Verdict, decision.IsContested));
        Assert.Equal(problem, decision.Found[0].Problem);
        Assert.Null(decision.Storage);
        Assert.Empty(decision.Tables);
    }

    /// <summary>Two entries that the kernel may not join are two segments: storage in pieces is none under kernel enforcement.</summary>
    [Theory]
    [InlineData(Enforcement.Kernel, "spec finds no table over it")]
    [InlineData(Enforcement.Strict, null)]
    public void Behind_an_iommu_the_storage_counts_where_the_kernel_joins(Enforcement enforcement, string? problem)
    {
        Scenario pieces = Question with
        {
            Devices = [Free("m", (LimitKind.MaxSegmentCount, 1), (LimitKind.MaxSegmentSize, 2 * Page - 1)) with { Iommu = new Iommu("m", 4096) }],
            Policy = Policy.Default with { Enforcement = enforcement },
            BufferSizeBytes = enforcement == Enforcement.Kernel ? 2 * Page : Page,
        };
        Layout storage = new(0, enforcement == Enforcement.Kernel ? [new PfnRun(0x40, 1), new PfnRun(0x80, 1)] : [new PfnRun(0x80, 1)]);

        Decision decision = Decision.Of(pieces, PlacingRules.Both(_ => TableVote.Sat() with { Storage = storage }), 10);

        Assert.Equal(problem, decision.Found[0].Problem);
    }

    [Fact]
    public void A_device_that_may_bounce_is_asked_over_the_storage()
    {
        Scenario high = Question with
        {
            Devices = [Free("b", (LimitKind.AddressMask, 0xffffff)) with { MayBounce = true }],
            Memory = [new(new PfnRun(0x2000, 2), "cma")],
        };
        Voters voters = PlacingRules.Both(_ => TableVote.Sat() with { Storage = new Layout(0, [new PfnRun(0x2000, 2)]) });

        Assert.Equal("spec finds no table over it", Decision.Of(high, voters, 10).Found[0].Problem);
        Scenario reaches = high with { Devices = [Free("b", (LimitKind.AddressMask, 0x1ffffff)) with { MayBounce = true }] };
        DeviceTable table = Decision.Of(reaches, voters, 10).Tables.Single();
        Assert.Equal([new(0x1000000, 2 * Page)], table.Segments);
    }

    [Fact]
    public void A_voter_that_only_counts_shows_none()
    {
        Decision decision = Decision.Of(Question, PlacingRules.Both(_ => TableVote.Sat()), 10);

        Assert.Equal(Verdict.Sat, decision.Verdict);
        Assert.Empty(decision.Found);
        Assert.Empty(decision.Tables);
    }

    [Fact]
    public void Slack_is_asked_of_the_placement()
    {
        TableVote Place(PlacementQuestion q) => q.Judges.Single(j => j.Device == "far").Limits.AddressMask >= 0x71fff
            ? TableVote.Sat() with { Storage = Right }
            : TableVote.Unsat(null);

        Slack reach = Decision.Of(Question, PlacingRules.Both(Place), 10).Slacks.Single(s => s.Device == "far");

        Assert.Equal((0x71fffUL, 0x71ffeUL), (reach.To, reach.BreaksAt));
    }
}
