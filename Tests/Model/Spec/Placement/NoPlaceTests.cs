using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Small;

namespace DmabufVerify.Tests.Model.Spec.Placement;

/// <summary>Whose limit is named when there is no storage.</summary>
public class NoPlaceTests
{
    private const ulong Pool = 16 << 20;

    private static readonly ValueList<PfnRun> Memory = [new PfnRun(0x2000, 4), new PfnRun(0x3000, 4)];

    [Fact]
    public void Who_reaches_too_little_and_has_nothing_to_copy_with() =>
        Assert.Equal(
            new Refusal("b", LimitKind.AddressMask, Pool - 1, 2 * Page, Page: null),
            Bounce(2, Free with { AddressMask = Pool - 1 }).Refusal);

    [Fact]
    public void Who_would_have_to_copy_more_than_its_pool_takes() =>
        Assert.Equal(LimitKind.AddressMask, Bounce(3, Free with { AddressMask = Pool + (2 * Page) - 1 }).Refusal?.Limit);

    [Fact]
    public void Whose_pool_has_no_place_when_all_storage_has_been_looked_at() =>
        Assert.Equal(
            new Refusal("b", LimitKind.AddressMask, Pool + (2 * Page) - 1, 2 * Page, Page: null),
            Bounce(2, Free with { AddressMask = Pool + (2 * Page) - 1, MinAlignMask = (4 * Page) - 1 }, [new PfnRun(0x2002, 2)]).Refusal);

    [Fact]
    public void Who_cannot_copy_in_so_few_segments() =>
        Assert.Equal(
            new Refusal("b", LimitKind.MaxSegmentCount, 1, 65 * Page, Page: null),
            Bounce(65, Free with { AddressMask = 0xffffffff, MaxSegmentCount = 1 }, [new PfnRun(0x100000, 1000)]).Refusal);

    [Fact]
    public void Whose_range_is_out_of_reach_and_whose_joined_segments_are_too_many()
    {
        TableVote Join(ResolvedLimits limits) => new SpecVoter().Answer(Ask(5) with { Joining = [new JoiningJudge(Direct(limits, 0, "j"), Page)] });

        Assert.Equal(new Refusal("j", LimitKind.AddressMask, 0xcffe, 0xcfff, Page: null), Join(Free with { AddressMask = 0xcffe }).Refusal);
        Assert.Equal(
            new Refusal("j", LimitKind.MaxSegmentCount, 1, 5 * Page, Page: null),
            Join(Free with { MaxSegmentCount = 1, MaxSegmentSizeBytes = 4 * Page }).Refusal);
    }

    private static PlacementQuestion Ask(ulong pages, ValueList<PfnRun>? memory = null) =>
        new(PageSize.FourKiB, pages * Page, memory ?? Memory, [], SharingMode.Shared);

    private static TableVote Bounce(ulong pages, ResolvedLimits limits, ValueList<PfnRun>? memory = null) =>
        new SpecVoter().Answer(Ask(pages, memory) with { Bouncing = [new BouncingJudge(Direct(limits, 0, "b"), limits)] });
}
