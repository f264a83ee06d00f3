using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Deciding;

/// <summary>How far each kind of limit may tighten, worked out by hand and checked from both sides.</summary>
public sealed class SlackTests
{
    private static readonly IRules Rules = TestVoters.Two.Optimised;

    public static TheoryData<string, Scenario, Slack> EachKind => new()
    {
        {
            "count",
            Sharing([new(1, 1), new(5, 1)], Free("a", (LimitKind.MaxSegmentCount, 8))),
            new("a", LimitKind.MaxSegmentCount, 8, 2, 1, IsExact: true)
        },
        {
            "count met exactly",
            Sharing([new(1, 1), new(5, 1)], Free("a", (LimitKind.MaxSegmentCount, 2))),
            new("a", LimitKind.MaxSegmentCount, 2, 2, 1, IsExact: true)
        },
        {
            "count that cannot break it",
            Sharing([new(1, 4)], Free("a", (LimitKind.MaxSegmentCount, 9))),
            new("a", LimitKind.MaxSegmentCount, 9, 1, null, IsExact: true)
        },
        {
            "size in whole pages",
            Sharing([new(1, 4)], Free("a", (LimitKind.MaxSegmentSize, 20000)), Free("b", (LimitKind.MaxSegmentCount, 2))),
            new("a", LimitKind.MaxSegmentSize, 20000, 2 * Page, Page, IsExact: true)
        },
        {
            "boundary in bits",
            Sharing([new(4, 4)], Free("a", (LimitKind.SegmentBoundaryMask, 0xffff)), Free("b", (LimitKind.MaxSegmentCount, 2))),
            new("a", LimitKind.SegmentBoundaryMask, 0xffff, 0x1fff, 0xfff, IsExact: true)
        },
        {
            "gap in bits",
            Sharing([new(2, 2), new(6, 1)], Free("a", (LimitKind.VirtBoundaryMask, 0xfff))),
            new("a", LimitKind.VirtBoundaryMask, 0xfff, 0x1fff, 0x3fff, IsExact: true)
        },
        {
            "reach by the address",
            Sharing([new(4, 1)], Free("a", (LimitKind.AddressMask, 0xffffffff))),
            new("a", LimitKind.AddressMask, 0xffffffff, 0x4fff, 0x4ffe, IsExact: true)
        },
        {
            "default",
            Sharing([new(0x1000, 32)], Free("b", (LimitKind.MaxSegmentCount, 4)), new Device("a", new Limits { AddressMask = ulong.MaxValue })),
            new("a", LimitKind.MaxSegmentSize, 65536, 8 * Page, 7 * Page, IsExact: true)
        },
    };

    [Theory]
    [MemberData(nameof(EachKind))]
    public void Slack_is_this_and_the_answer_turns_there(string what, Scenario scenario, Slack expected)
    {
        Slack slack = Slacks.Of(scenario, Rules.Verdict).Single(s => s.Device == expected.Device && s.Limit == expected.Limit);

        Assert.True(expected == slack, $"{what}: {slack}");
        Assert.Equal(Verdict.Sat, TestVoters.Two.Spec.Verdict(scenario.WithLimit(slack.Device, slack.Limit, slack.To)));
        Assert.True(slack.BreaksAt is not { } breaks
            || TestVoters.Two.Spec.Verdict(scenario.WithLimit(slack.Device, slack.Limit, breaks)) == Verdict.Unsat);
    }

    [Fact]
    public void Of_a_device_that_may_bounce_only_count_and_reach_are_told()
    {
        Device bounces = Free(
            "b",
            (LimitKind.MaxSegmentCount, 8),
            (LimitKind.MaxSegmentSize, 1 << 17),
            (LimitKind.SegmentBoundaryMask, 0xfffff),
            (LimitKind.AddressMask, 0xffffffff)) with
        { MayBounce = true };

        // Four copies of 128 KiB, one behind the other: with less reach the last has no place.
        Assert.Equal(
            [
                new("b", LimitKind.MaxSegmentCount, 8, 4, 3, IsExact: true),
                new("b", LimitKind.AddressMask, 0xffffffff, 0x107ffff, 0x107fffe, IsExact: true),
            ],
            Slacks.Of(Sharing([new(0x100000, 128)], bounces), Rules.Verdict));
    }

    [Fact]
    public void Any_storage_has_slack_too()
    {
        Scenario scenario = new()
        {
            BufferSizeBytes = 4 * Page,
            Devices = [Free("a", (LimitKind.MaxSegmentCount, 8), (LimitKind.MaxSegmentSize, 2 * Page))],
        };

        Assert.Equal(
            [
                new("a", LimitKind.MaxSegmentCount, 8, 2, 1, IsExact: true),
                new("a", LimitKind.MaxSegmentSize, 2 * Page, Page, null, IsExact: true),
            ],
            Slacks.Of(scenario, Rules.Verdict));
    }

    [Fact]
    public void What_is_not_satisfiable_has_no_slack()
    {
        Assert.Empty(Slacks.Of(Sharing([new(1, 1), new(5, 1)], Free("a", (LimitKind.MaxSegmentCount, 1))), Rules.Verdict));
        Assert.Empty(Slacks.Of(Sharing([new(1, 1)], Free("a", (LimitKind.MaxSegmentCount, 1))), _ => Verdict.Unknown));
        Assert.Empty(Slacks.Of(Sharing([new(1, 1)]), Rules.Verdict));
    }

    [Fact]
    public void An_undecided_break_is_said_to_be_inexact()
    {
        Scenario scenario = Sharing([new(1, 1), new(5, 1)], Free("a", (LimitKind.MaxSegmentCount, 2)));

        Slack slack = Slacks.Of(scenario, s => Rules.Verdict(s) == Verdict.Sat ? Verdict.Sat : Verdict.Unknown).Single();

        Assert.Equal((2UL, 1UL, false), (slack.To, slack.BreaksAt, slack.IsExact));
    }

    [Fact]
    public void The_nearest_break_is_that_of_the_smallest_factor()
    {
        Slack[] slacks =
        [
            new("a", LimitKind.MaxSegmentCount, 128, 3, 2, IsExact: true),
            new("b", LimitKind.SegmentBoundaryMask, 0xffff, 0x7fff, 0x3fff, IsExact: true),
            new("c", LimitKind.MaxSegmentSize, 65536, 4096, null, IsExact: true),
        ];

        Assert.Equal("b", Slacks.Nearest(slacks)!.Device);
        Assert.Equal((6, 2, double.PositiveInfinity), (slacks[0].Doublings, slacks[1].Doublings, slacks[2].Doublings));
        Assert.Null(Slacks.Nearest(slacks[2..]));
    }

    [Fact]
    public void Joining_devices_are_left_out()
    {
        Scenario scenario = Sharing([new(1, 2)], Free("a", (LimitKind.MaxSegmentCount, 2)) with { Iommu = new Iommu("a", 4096) });

        Assert.Single(Slacks.Of(scenario, Rules.Verdict));
        Assert.Empty(Slacks.Of(scenario with { Policy = Policy.Default with { Enforcement = Enforcement.Kernel } }, Rules.Verdict));
    }
}
