using DmabufVerify.Solving;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Solving.Ask;

namespace DmabufVerify.Tests.Solving.Facts;

public class WitnessCheckTests
{
    private static readonly Storage TwoRuns = new(Layout([new(16, 4), new(32, 2)]).Buffer);

    [Fact]
    public void A_table_that_follows_the_runs_is_valid() =>
        Assert.Null(Problem(None, (16, 4), (32, 2)));

    [Theory]
    [InlineData(16, 3, 32, 2)]
    [InlineData(16, 4, 33, 1)]
    [InlineData(16, 4, 32, 1)]
    [InlineData(32, 2, 16, 4)]
    public void A_table_that_covers_something_else_is_not(ulong pfn1, ulong pages1, ulong pfn2, ulong pages2) =>
        Assert.NotNull(Problem(None, (pfn1, pages1), (pfn2, pages2)));

    [Fact]
    public void A_segment_across_page_frames_that_do_not_follow_is_refused() =>
        Assert.Contains("where the buffer goes on", Problem(None, (16, 6)));

    [Fact]
    public void Each_rule_has_its_own_refusal()
    {
        Assert.Contains("2 segments, 1 allowed", Problem(None with { MaxSegmentCount = 1 }, (16, 4), (32, 2)));
        Assert.Contains("spans 4 pages", Problem(None with { MaxSegmentSizeBytes = Pages(4) - 1 }, (16, 4), (32, 2)));
        Assert.Contains("crosses a boundary", Problem(None with { SegmentBoundaryMask = 0x1fff }, (16, 4), (32, 2)));
        Assert.Contains("out of reach", Problem(None with { AddressMask = 0x21ffe }, (16, 4), (32, 2)));
        Assert.Contains("leaves a gap", Problem(None with { VirtBoundaryMask = 0x3fff }, (16, 2), (18, 2), (32, 2)));
        Assert.Null(Problem(None with { VirtBoundaryMask = 0x3fff }, (16, 4), (32, 2)));
    }

    [Fact]
    public void A_count_that_is_set_aside_is_not_looked_at() =>
        Assert.Null(WitnessCheck.Problem(
            TwoRuns, Views(None with { MaxSegmentCount = 1 }), countBinds: false, Table((16, 4), (32, 2))));

    private static string? Problem(ResolvedLimits limits, params (ulong Pfn, ulong Pages)[] segments) =>
        WitnessCheck.Problem(TwoRuns, Views(limits), countBinds: true, Table(segments));

    private static JudgeView[] Views(ResolvedLimits limits) => JudgeView.Of(Judges(limits), Page);

    private static SegmentTable Table(params (ulong Pfn, ulong Pages)[] segments) =>
        new(new([.. segments.Select(s => new Segment(Pages(s.Pfn), Pages(s.Pages)))]));
}
