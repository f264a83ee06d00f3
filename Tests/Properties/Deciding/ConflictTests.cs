using DmabufVerify.Optimised;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Deciding;

/// <summary>Minimal cores, and the nearest fix of each limit in them.</summary>
public sealed class ConflictTests
{
    private static readonly OptimisedVoter Rules = new();

    /// <summary>A scenario for each kind of limit; its core and the relaxations, in order.</summary>
    public static TheoryData<string, Scenario, CorePair[], Relaxation[]> EachKind => new()
    {
        {
            "count",
            Sharing([new(1, 1), new(5, 1)], Free("a", (LimitKind.MaxSegmentCount, 1))),
            [new("a", LimitKind.MaxSegmentCount, 1)],
            [new("a", LimitKind.MaxSegmentCount, 1, 2, IsLeast: true)]
        },
        {
            "size",
            Sharing([new(1, 4)], Free("a", (LimitKind.MaxSegmentCount, 1), (LimitKind.MaxSegmentSize, 5000))),
            [new("a", LimitKind.MaxSegmentCount, 1), new("a", LimitKind.MaxSegmentSize, 5000)],
            [new("a", LimitKind.MaxSegmentCount, 1, 4, IsLeast: true), new("a", LimitKind.MaxSegmentSize, 5000, 4 * Page, IsLeast: true)]
        },
        {
            "boundary",
            Sharing([new(3, 2)], Free("a", (LimitKind.MaxSegmentCount, 1), (LimitKind.SegmentBoundaryMask, 0x1fff))),
            [new("a", LimitKind.MaxSegmentCount, 1), new("a", LimitKind.SegmentBoundaryMask, 0x1fff)],
            [new("a", LimitKind.MaxSegmentCount, 1, 2, IsLeast: true), new("a", LimitKind.SegmentBoundaryMask, 0x1fff, 0x7fff, IsLeast: true)]
        },
        {
            "gap",
            Sharing([new(2, 2), new(6, 1)], Free("a", (LimitKind.VirtBoundaryMask, 0xffff))),
            [new("a", LimitKind.VirtBoundaryMask, 0xffff)],
            [new("a", LimitKind.VirtBoundaryMask, 0xffff, 0x1fff, IsLeast: true)]
        },
        {
            "alignment",
            Sharing([new(1, 1)], Free("a", (LimitKind.MinAlignMask, 0xffff)) with { Iommu = new Iommu("a", 2048) }),
            [new("a", LimitKind.MinAlignMask, 0xffff)],
            [new("a", LimitKind.MinAlignMask, 0xffff, 0x7ff, IsLeast: true)]
        },
        {
            "reach",
            Sharing([new(4, 1)], Free("a", (LimitKind.AddressMask, 0x3fff))),
            [new("a", LimitKind.AddressMask, 0x3fff)],
            [new("a", LimitKind.AddressMask, 0x3fff, 0x4fff, IsLeast: true)]
        },
        {
            "no bus address",
            Sharing([new(0, 1)], Free("a", (LimitKind.AddressMask, 0xffff)) with { BusOffsetBytes = 4096 }),
            [new("a", LimitKind.AddressMask, 0xffff)],
            []
        },
        {
            "two devices",
            Sharing(
                [new(1, 2)],
                Free("a", (LimitKind.MaxSegmentSize, Page), (LimitKind.AddressMask, 0xffffffff)),
                Free("needless", (LimitKind.MaxSegmentSize, Page)),
                Free("b", (LimitKind.MaxSegmentCount, 1))),
            [new("needless", LimitKind.MaxSegmentSize, Page), new("b", LimitKind.MaxSegmentCount, 1)],
            [new("b", LimitKind.MaxSegmentCount, 1, 2, IsLeast: true)]
        },
        {
            "two devices, both needed",
            Sharing([new(1, 2)], Free("a", (LimitKind.MaxSegmentSize, Page)), Free("b", (LimitKind.MaxSegmentCount, 1))),
            [new("a", LimitKind.MaxSegmentSize, Page), new("b", LimitKind.MaxSegmentCount, 1)],
            [new("a", LimitKind.MaxSegmentSize, Page, 2 * Page, IsLeast: true), new("b", LimitKind.MaxSegmentCount, 1, 2, IsLeast: true)]
        },
        {
            "no place to copy to",
            Sharing([new(0x100000, 2)], Free("b", (LimitKind.AddressMask, 0xffffff), (LimitKind.MaxSegmentCount, 2)) with { MayBounce = true }),
            [new("b", LimitKind.AddressMask, 0xffffff)],
            [new("b", LimitKind.AddressMask, 0xffffff, 0x1001fff, IsLeast: true)]
        },
        {
            "cut to what can be copied",
            Sharing([new(0x100000, 65)], Free("b", (LimitKind.AddressMask, 0xffffffff), (LimitKind.MaxSegmentCount, 1)) with { MayBounce = true }),
            [new("b", LimitKind.MaxSegmentCount, 1), new("b", LimitKind.AddressMask, 0xffffffff)],
            [
                new("b", LimitKind.MaxSegmentCount, 1, 2, IsLeast: true),
                new("b", LimitKind.AddressMask, 0xffffffff, 0x100040fff, IsLeast: true),
            ]
        },
        {
            "alignment leaves less to copy at once, and is not called least",
            Sharing(
                [new(0x100000, 64)],
                Free("b", (LimitKind.AddressMask, 0xffffffff), (LimitKind.MaxSegmentCount, 1), (LimitKind.MinAlignMask, 0xffff)) with { MayBounce = true }),
            [new("b", LimitKind.MaxSegmentCount, 1), new("b", LimitKind.MinAlignMask, 0xffff), new("b", LimitKind.AddressMask, 0xffffffff)],
            [
                new("b", LimitKind.MaxSegmentCount, 1, 2, IsLeast: true),
                new("b", LimitKind.MinAlignMask, 0xffff, 0, IsLeast: false),
                new("b", LimitKind.AddressMask, 0xffffffff, 0x10003ffff, IsLeast: true),
            ]
        },
    };

    [Theory]
    [MemberData(nameof(EachKind))]
    public void Core_and_nearest_fixes_are_these(string what, Scenario scenario, CorePair[] core, Relaxation[] fixes)
    {
        ValueList<CorePair> found = Limits(scenario);

        Assert.Equal([.. core], found);
        Assert.True([.. fixes] == Relaxations.Of(scenario, found, Rules.Verdict), what);
    }

    /// <summary>d0 reaches neither page by itself, one for its offset and one for its mask; d1 is not needed for that.</summary>
    [Fact]
    public void A_reach_that_stands_for_an_offset_makes_another_limit_needless()
    {
        Scenario scenario = new()
        {
            BufferSizeBytes = Some.Page,
            Memory = [new(new PfnRun(0x100003, 1), "system"), new(new PfnRun(0, 1), "system")],
            Devices = [new Device("d0", DmabufVerify.Vocabulary.Limits.Unset) { BusOffsetBytes = 0x3000 }, new Device("d1", new Limits { AddressMask = 0xfff })],
        };
        Scenario wide = scenario with
        {
            Devices = [new Device("d0", new Limits { AddressMask = ulong.MaxValue >> 1 }) { BusOffsetBytes = 0x3000 }, scenario.Devices[1]],
        };

        Assert.Equal([new CorePair("d0", LimitKind.AddressMask, 0xffffffff)], Conflict.MinimalCore(scenario, TestVoters.Two.Optimised.Verdict)!.Limits);
        Assert.Equal(["d0", "d1"], Conflict.MinimalCore(wide, TestVoters.Two.Optimised.Verdict)!.Limits.Select(pair => pair.Device).Order());
    }

    [Fact]
    public void Satisfiable_scenario_has_no_core() =>
        Assert.Null(Conflict.MinimalCore(Sharing([new(1, 1)], Free("a")), Rules.Verdict));

    [Fact]
    public void Undecided_scenario_has_no_core() =>
        Assert.Null(Conflict.MinimalCore(Sharing([new(1, 1)], Free("a")), _ => Verdict.Unknown));

    [Fact]
    public void Defaults_are_dropped_before_declared_limits()
    {
        // Both forbid the buffer: the default reach, since it is above 4 GiB, and the declared count.
        var device = new Device("a", new Limits { MaxSegmentCount = 1 });
        Scenario scenario = Sharing([new(0x100000, 1), new(0x100002, 1)], device);

        Assert.Equal([new CorePair("a", LimitKind.MaxSegmentCount, 1)], Limits(scenario));
    }

    [Fact]
    public void Default_stays_where_nothing_declared_can_take_its_place()
    {
        var device = new Device("a", new Limits { MaxSegmentCount = 1 });
        Scenario scenario = Sharing([new(0x1000, 32)], device);

        ValueList<CorePair> core = Limits(scenario);

        Assert.Equal([new("a", LimitKind.MaxSegmentCount, 1), new("a", LimitKind.MaxSegmentSize, 65536)], core);
        Assert.Equal([false, true], core.Select(pair => Conflict.IsDefault(pair, scenario)));
    }

    [Fact]
    public void Count_is_dropped_last_of_the_declared()
    {
        Scenario scenario = Sharing(
            [new(4, 1), new(6, 1)], Free("a", (LimitKind.MaxSegmentCount, 1), (LimitKind.AddressMask, 0x3fff)));

        Assert.Equal([new CorePair("a", LimitKind.MaxSegmentCount, 1)], Limits(scenario));
    }

    [Fact]
    public void Pairs_are_the_limits_that_ask_for_anything()
    {
        Scenario scenario = Sharing([new(1, 1)], new Device("a", new Limits { MaxSegmentCount = 3 }), Free("b"));

        Assert.Equal(
            [
                new("a", LimitKind.MaxSegmentCount, 3),
                new("a", LimitKind.MaxSegmentSize, 65536),
                new("a", LimitKind.AddressMask, 0xffffffff),
            ],
            Conflict.Pairs(scenario));
    }

    /// <summary>The limits of a conflict without heaps.</summary>
    private static ValueList<CorePair> Limits(Scenario scenario)
    {
        MinimalConflict? core = Conflict.MinimalCore(scenario, Rules.Verdict);

        Assert.NotNull(core);
        Assert.Empty(core.Heaps);
        return core.Limits;
    }
}
