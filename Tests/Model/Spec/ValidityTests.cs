using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Small;

namespace DmabufVerify.Tests.Model.Spec;

/// <summary>Frames 4, 5, 6 and 9, the last page but for 100 bytes.</summary>
public sealed class ValidityTests
{
    private static readonly Pages Four = new(Part(0, (4 * Page) - 100, (4, 3), (9, 1)));

    private static readonly ValueList<Segment> Right = Segments((4 * Page, 3 * Page), (9 * Page, Page - 100));

    public static TheoryData<ulong[], int> NotTheBuffer => new()
    {
        { [9 * Page, Page - 100, 4 * Page, 3 * Page], 0 }, // wrong order
        { [4 * Page, 3 * Page, 9 * Page, Page - 101], 1 }, // a byte missing at the end
        { [4 * Page, 3 * Page, 9 * Page, Page - 99], 1 }, // a byte too many
        { [4 * Page, 3 * Page], 1 }, // no tail
        { [], 0 },
        { [4 * Page, 3 * Page, 6 * Page, Page, 9 * Page, Page - 100], 1 }, // page 6 twice
        { [4 * Page, 3 * Page, 9 * Page, Page - 100, 9 * Page, Page - 100], 2 }, // the tail twice
        { [4 * Page, Page, 6 * Page, Page, 9 * Page, Page - 100], 1 }, // page 5 left out
        { [4 * Page, 100, (4 * Page) + 100, (3 * Page) - 100, 9 * Page, Page - 100], 0 }, // cut inside a page
        { [4 * Page, (4 * Page) - 100], 0 }, // across the break
        { [(4 * Page) + 1, (3 * Page) - 1, 9 * Page, Page - 100], 0 }, // first byte missing
    };

    [Fact]
    public void Right_table_is_valid()
    {
        Assert.Null(Problem(Right, Free with { MaxSegmentCount = 2 }));
        Assert.Null(Problem(Segments((4 * Page, Page), (5 * Page, 2 * Page), (9 * Page, Page - 100)), Free));
    }

    [Theory]
    [MemberData(nameof(NotTheBuffer))]
    public void Table_must_be_the_buffers_bytes_in_order(ulong[] addressesAndLengths, int brokenAt)
    {
        ValueList<Segment> segments = [.. addressesAndLengths.Chunk(2).Select(s => new Segment(s[0], s[1]))];

        Assert.Equal(new TableProblem(TableFault.Coverage, brokenAt, null), Problem(segments, Free));
    }

    [Fact]
    public void Each_limit_has_its_fault()
    {
        Assert.Equal(new(TableFault.Size, 0, "dev"), Problem(Right, Free with { MaxSegmentSizeBytes = (3 * Page) - 1 }));
        Assert.Equal(new(TableFault.Boundary, 0, "dev"), Problem(Right, Free with { SegmentBoundaryMask = (2 * Page) - 1 }));
        Assert.Equal(new(TableFault.Gap, 0, "dev"), Problem(Right, Free with { VirtBoundaryMask = (2 * Page) - 1 }));
        Assert.Equal(new(TableFault.Reach, 1, "dev"), Problem(Right, Free with { AddressMask = (10 * Page) - 102 }));
        Assert.Equal(new(TableFault.Count, 2, "dev"), Problem(Right, Free with { MaxSegmentCount = 1 }));
    }

    [Fact]
    public void Limits_just_wide_enough_have_none() => Assert.Null(Problem(Right, new ResolvedLimits(
        MaxSegmentCount: 2,
        MaxSegmentSizeBytes: 3 * Page,
        SegmentBoundaryMask: (4 * Page) - 1,
        VirtBoundaryMask: Page - 1,
        MinAlignMask: ulong.MaxValue,
        AddressMask: (10 * Page) - 101)));

    [Fact]
    public void Gap_binds_an_inner_start()
    {
        // Frames 4, 5 and 9: the first segment ends on two pages, the second does not start there.
        var table = new SegmentTable(Segments((4 * Page, 2 * Page), (9 * Page, Page)));

        TableProblem? problem = Validity.FirstProblem(
            table, Frames((4, 2), (9, 1)), [Direct(Free with { VirtBoundaryMask = (2 * Page) - 1 })], withCount: true);

        Assert.Equal(new TableProblem(TableFault.Gap, 1, "dev"), problem);
    }

    [Fact]
    public void Count_can_be_set_aside() => Assert.Null(
        Validity.FirstProblem(new(Right), Four, [Direct(Free with { MaxSegmentCount = 1 })], withCount: false));

    [Fact]
    public void Device_that_objects_is_named()
    {
        ValueList<Judge> judges = [Direct(Free, name: "easy"), Direct(Free with { MaxSegmentSizeBytes = Page }, name: "strict")];

        Assert.Equal("strict", Validity.FirstProblem(new(Right), Four, judges, withCount: true)?.Device);
    }

    private static TableProblem? Problem(ValueList<Segment> segments, ResolvedLimits limits) =>
        Validity.FirstProblem(new SegmentTable(segments), Four, [Direct(limits)], withCount: true);
}
