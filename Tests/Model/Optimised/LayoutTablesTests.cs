using DmabufVerify.Optimised;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Optimised;

public sealed class LayoutTablesTests
{
    private static readonly PagedBuffer TwoPages = new(PageSize.FourKiB, new Layout(0, [new PfnRun(4, 2)]), 8192);

    /// <summary>Less than a page a segment, and a cut at no page's end: an engine that asks for such a table has believed a stale verdict.</summary>
    [Fact]
    public void Table_that_does_not_exist_is_refused_and_not_cut_for_ever()
    {
        ResolvedLimits limits = ResolvedLimits.Unlimited with { MaxSegmentSizeBytes = 4096, VirtBoundaryMask = 0x1fff };

        Assert.Equal(Verdict.Unsat, LayoutRules.Answer(TwoPages, [new Judge("gpu", limits, 0)]).Verdict);
        var refused = Assert.Throws<InvalidOperationException>(() => Cut(limits));
        Assert.Equal("no segment may begin at PFN 4", refused.Message);
    }

    [Fact]
    public void Table_is_cut_where_limits_say() =>
        Assert.Equal(2, Cut(ResolvedLimits.Unlimited with { MaxSegmentSizeBytes = 4096 }).Segments.Count);

    private static SegmentTable Cut(ResolvedLimits limits) =>
        LayoutTables.Cut(TwoPages, JointCuts.Of(PageSize.FourKiB, [new Judge("gpu", limits, 0)]), int.MaxValue);
}
