using DmabufVerify.Optimised;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Explaining;

/// <summary>What a picture shows, in numbers.</summary>
public sealed class LayoutDrawingTests
{
    public static TheoryData<IRules> Implementations => [new SpecVoter(), new OptimisedVoter()];

    [Fact]
    public void Runs_are_the_used_ones_and_those_that_adjoin_are_one()
    {
        Scenario scenario = Sharing([new(0x10, 2), new(0x12, 1), new(0x40, 4), new(0x80, 9)], Free("a")) with
        {
            Layout = new Layout(100, [new(0x10, 2), new(0x12, 1), new(0x40, 4), new(0x80, 9)]),
            BufferSizeBytes = (4 * Page) - 100,
        };

        LayoutDrawing drawing = LayoutDrawing.Of(scenario, new OptimisedVoter())!;

        Assert.Equal([new(0, (3 * Page) - 100, 0x10064), new((3 * Page) - 100, Page, 0x40000)], drawing.Runs);
    }

    [Theory]
    [MemberData(nameof(Implementations))]
    public void The_first_segment_beyond_the_count_is_marked_with_the_limit_that_made_it(IRules rules)
    {
        DrawingLane lane = Assert.Single(LayoutDrawing.Of(
            Sharing([new(0x100, 40)], Free("a", (LimitKind.MaxSegmentCount, 2)), Free("b", (LimitKind.MaxSegmentSize, 16 * Page))), rules)!.Lanes);

        Assert.Equal(["a", "b"], lane.Devices);
        Assert.Equal(3UL, lane.SegmentCount);
        Assert.Equal(
            new Offence(
                new("a", LimitKind.MaxSegmentCount, 2),
                new(32 * Page, 8 * Page, 0x120000),
                Segment: 3,
                new CutCause(new CorePair("b", LimitKind.MaxSegmentSize, 16 * Page))),
            Assert.Single(lane.Offences));
    }

    [Theory]
    [MemberData(nameof(Implementations))]
    public void Whose_boundary_ends_a_segment_is_judged_in_its_own_addresses(IRules rules)
    {
        LayoutDrawing drawing = LayoutDrawing.Of(
            Sharing(
                [new(0x108, 8)],
                Free("a", (LimitKind.MaxSegmentCount, 1)) with { BusOffsetBytes = 4 * 4096 },
                Free("b", (LimitKind.SegmentBoundaryMask, 0x7fff)) with { BusOffsetBytes = 2 * 4096 }),
            rules)!;

        Assert.Equal([0x104000, 0x106000], drawing.Lanes.Select(lane => (int)lane.Segments[0].AddressBytes));
        Assert.Equal(new CorePair("b", LimitKind.SegmentBoundaryMask, 0x7fff), drawing.Lanes[0].Offences.Single().Cause!.Limit);
        Assert.Equal([new WindowEdge(2 * Page, "b", 0x7fff)], drawing.Lanes[1].Edges);
    }

    [Theory]
    [MemberData(nameof(Implementations))]
    public void Pages_out_of_reach_are_marked_and_the_table_is_drawn_all_the_same(IRules rules)
    {
        DrawingLane lane = LayoutDrawing.Of(Sharing([new(0xffffe, 4), new(0x10, 1)], Free("a", (LimitKind.AddressMask, 0xffffffff))), rules)!.Lanes.Single();

        var far = new Stretch(2 * Page, 2 * Page, 0x100000000);
        Assert.Equal([far], lane.OutOfReach);
        Assert.Equal([new Offence(new("a", LimitKind.AddressMask, 0xffffffff), far, Segment: 1)], lane.Offences);
        Assert.Equal(2, lane.Segments.Count);
    }

    [Fact]
    public void Below_zero_the_bus_has_no_address()
    {
        DrawingLane lane = LayoutDrawing.Of(
            Sharing([new(0x10, 4)], Free("a") with { BusOffsetBytes = 0x12000 }), new OptimisedVoter())!.Lanes.Single();

        Assert.Equal([new Stretch(0, 2 * Page, -0x2000)], lane.OutOfReach);
        Assert.Equal(LimitKind.AddressMask, lane.Offences.Single().Limit.Limit);
    }

    [Fact]
    public void Before_the_cut_that_a_gap_mask_forbids_the_mask_is_kept()
    {
        // 6 pages in a segment: the mask makes it 4, until the run ends off the grid.
        DrawingLane lane = LayoutDrawing.Of(
            Sharing([new(0x100, 9), new(0x200, 4)], Free("a", (LimitKind.MaxSegmentSize, 6 * Page), (LimitKind.VirtBoundaryMask, 0x3fff))),
            new OptimisedVoter())!.Lanes.Single();

        Assert.Equal([4 * Page, 5 * Page, 4 * Page], lane.Segments.Select(s => s.LengthBytes));
        Assert.Equal(9 * Page, lane.Offences.Single().Where.StartBytes);
    }

    [Fact]
    public void Behind_an_iommu_there_is_one_range_in_its_own_addresses()
    {
        DrawingLane lane = LayoutDrawing.Of(
            Sharing([new(0x40, 2), new(0x80, 1)], Free("m", (LimitKind.MinAlignMask, 0xffff)) with { Iommu = new Iommu("m", Page) }),
            new OptimisedVoter())!.Lanes.Single();

        Assert.Equal((LaneKind.IovaRange, new Stretch(0, 3 * Page, 0x4000)), (lane.Kind, lane.Segments.Single()));
        Assert.Equal(LimitKind.MinAlignMask, lane.Offences.Single().Limit.Limit);
    }

    [Fact]
    public void The_kernel_joins_and_is_blamed_for_the_count_alone()
    {
        Scenario scenario = Sharing(
            [new(0x100, 8), new(0x200, 24)],
            Free("m", (LimitKind.SegmentBoundaryMask, 0x7fff), (LimitKind.MaxSegmentSize, Page), (LimitKind.MaxSegmentCount, 1)) with { Iommu = new Iommu("m", Page) });

        DrawingLane lane = LayoutDrawing.Of(
            scenario with { Policy = Policy.Default with { Enforcement = Enforcement.Kernel } }, new OptimisedVoter())!.Lanes.Single();

        Assert.Equal((LaneKind.IovaJoined, 2, 3), (lane.Kind, lane.Segments.Count, lane.Edges.Count));
        Assert.Equal(LimitKind.MaxSegmentCount, lane.Offences.Single().Limit.Limit);
    }

    [Fact]
    public void Long_tables_are_counted_and_not_listed()
    {
        DrawingLane lane = LayoutDrawing.Of(
            Sharing([new(0, 1UL << 40)], Free("a", (LimitKind.MaxSegmentSize, Page), (LimitKind.MaxSegmentCount, 1UL << 30))), new OptimisedVoter())!.Lanes.Single();

        Assert.Equal((1UL << 40, LayoutDrawing.MaxSegments, true), (lane.SegmentCount, lane.Segments.Count, lane.IsCutOff));
        Assert.Equal(LimitKind.MaxSegmentCount, lane.Offences.Single().Limit.Limit);
    }

    [Fact]
    public void What_lies_behind_the_listed_segments_is_marked_all_the_same()
    {
        const ulong longer = 2 * LayoutDrawing.MaxSegments;
        DrawingLane far = LayoutDrawing.Of(
            Sharing([new(0, longer), new(1UL << 40, 1)], Free("a", (LimitKind.MaxSegmentSize, Page), (LimitKind.AddressMask, 0xffffffff))), new OptimisedVoter())!.Lanes.Single();
        DrawingLane cut = LayoutDrawing.Of(
            Sharing([new(0, longer + 1), new(0x100000, 4)], Free("a", (LimitKind.MaxSegmentSize, 2 * Page), (LimitKind.VirtBoundaryMask, 0x1fff))) with
            {
                Layout = new Layout(0, [new(0, (2 * longer) + 1), new(0x100000, 4)]),
                BufferSizeBytes = ((2 * longer) + 5) * Page,
            },
            new OptimisedVoter())!.Lanes.Single();

        Assert.Equal((longer * Page, 0), (far.Offences.Single().Where.StartBytes, far.Offences.Single().Segment));
        Assert.Equal((((2 * longer) + 1) * Page, 0), (cut.Offences.Single().Where.StartBytes, cut.Offences.Single().Segment));
        Assert.Equal(LimitKind.VirtBoundaryMask, cut.Offences.Single().Limit.Limit);
    }

    [Fact]
    public void Storage_that_a_decision_found_is_drawn()
    {
        var scenario = new Scenario
        {
            BufferSizeBytes = 2 * Page,
            Devices = [Free("a", (LimitKind.MaxSegmentCount, 1))],
            Memory = [new(new PfnRun(0x80, 8), "cma")],
        };

        Assert.Equal(2 * Page, LayoutDrawing.Of(Decision.Of(scenario, TestVoters.Two, 10), TestVoters.Two.Optimised)!.Runs.Single().LengthBytes);
        Assert.Null(LayoutDrawing.Of(scenario, TestVoters.Two.Optimised));
    }

    [Fact]
    public void Where_two_voters_differ_both_tables_are_drawn()
    {
        Voters voters = AllFaults.Named("spec.boundary-is-double")!.Plant(TestVoters.Two);
        Scenario scenario = Sharing([new(0x100, 20)], Free("a", (LimitKind.SegmentBoundaryMask, 0x7fff)));

        ValueList<DrawingLane> lanes = LayoutDrawing.Of(scenario, voters, suspect: "spec")!.Lanes;

        Assert.Equal([("spec", 2UL, null), ("optimised", 3UL, (ulong?)(8 * Page))], lanes.Select(l => (l.Voter!, l.SegmentCount, l.DiffersAtBytes)));
        Assert.Equal(LimitKind.SegmentBoundaryMask, lanes[0].Offences.Single().Limit.Limit);
        Assert.Null(LayoutDrawing.Of(scenario, TestVoters.Two, suspect: null)!.Lanes.Single().Voter);
    }
}
