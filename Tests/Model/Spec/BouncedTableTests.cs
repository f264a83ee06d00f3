using DmabufVerify.Spec;
using DmabufVerify.Tests.Model.Spec.Placement;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Small;

namespace DmabufVerify.Tests.Model.Spec;

public sealed class BouncedTableTests
{
    private const ulong High = 0x100000;
    private static readonly ResolvedLimits Below4G = Free with { AddressMask = 0xffffffff };

    [Fact]
    public void Is_that_of_the_book()
    {
        var random = new Random(31);
        var seen = new int[3];
        for (int i = 0; i < 8000; i++)
        {
            BouncingJudge judge = BounceWorlds.Bouncing(random, Page, "b");
            PagedBuffer buffer = Drawn(random);
            TableVote vote = new SpecVoter().Answer(new BounceQuestion(buffer, judge));
            ulong? segments = BouncedByTheBook.Segments(buffer, judge);
            bool fits = segments <= judge.Direct.Limits.MaxSegmentCount;

            Assert.True(segments == vote.FewestSegments, $"{i}: {segments}, {vote}, {buffer}, {judge}");
            Assert.Equal(fits ? Verdict.Sat : Verdict.Unsat, vote.Verdict);
            seen[fits ? 0 : segments is null ? 1 : 2]++;
        }

        Assert.True(seen.Min() > 300, string.Join(' ', seen));
    }

    [Fact]
    public void Is_cut_to_what_can_be_copied_only_where_something_is()
    {
        Assert.Equal(TableVote.Sat(2), Ask(Whole((High, 65)), Below4G));
        Assert.Equal(TableVote.Sat(1), Ask(Whole((High - 65, 65)), Below4G));
        Assert.Equal(TableVote.Sat(2), Ask(Whole((High - 64, 65)), Below4G));
        Assert.Equal(TableVote.Sat(3), Ask(Whole((High, 65)), Below4G with { MinAlignMask = 0x1ffff }));
    }

    [Fact]
    public void Count_is_refused_by_number() =>
        Assert.Equal(
            TableVote.Unsat(new Refusal("dev", LimitKind.MaxSegmentCount, 1, 2, Page: null), 2),
            Ask(Whole((High, 65)), Below4G with { MaxSegmentCount = 1 }));

    [Fact]
    public void Gap_mask_is_refused_by_page() =>
        Assert.Equal(
            TableVote.Unsat(new Refusal("dev", LimitKind.VirtBoundaryMask, 0x1fff, Needed: null, Page: 0)),
            Ask(Whole((High, 1), (High + 4, 1)), Below4G with { VirtBoundaryMask = 0x1fff }));

    [Fact]
    public void Low_bits_that_leave_no_page_to_copy_are_refused_where_something_has_to_be()
    {
        ResolvedLimits all = Below4G with { MinAlignMask = ulong.MaxValue };

        Assert.Equal(TableVote.Unsat(new Refusal("dev", LimitKind.MinAlignMask, ulong.MaxValue, Needed: null, Page: 0)), Ask(Whole((High, 1)), all));
        Assert.Equal(TableVote.Sat(1), Ask(Whole((High - 1, 1)), all));
    }

    [Fact]
    public void No_place_in_the_pool_is_a_matter_of_reach()
    {
        ResolvedLimits two = Free with { AddressMask = 0x1001fff, MaxSegmentCount = 1 };

        Assert.Equal(TableVote.Sat(1), Ask(Whole((High, 2)), two));
        Assert.Equal(TableVote.Unsat(new Refusal("dev", LimitKind.AddressMask, 0x1001fff, Needed: null, Page: null)), Ask(Whole((High, 3)), two));
        Assert.Equal(LimitKind.AddressMask, Ask(Whole((High, 1), (High + 2, 2)), two).Refusal?.Limit);
    }

    [Fact]
    public void Kernel_enforcement_honours_in_the_pool_what_the_table_does_not()
    {
        ResolvedLimits window = Below4G with { SegmentBoundaryMask = 0xfff };
        PagedBuffer buffer = Whole((High, 2));

        Assert.Equal(TableVote.Sat(2), Ask(buffer, window));
        Assert.Equal(LimitKind.AddressMask, new SpecVoter().Answer(new BounceQuestion(buffer, new BouncingJudge(Direct(Below4G), window))).Refusal?.Limit);
    }

    [Fact]
    public void More_pages_than_are_walked_are_unknown() =>
        Assert.Equal(
            TableVote.Unknown($"{Pages.Max + 1} pages; the specification walks at most {Pages.Max}"), Ask(Whole((0, Pages.Max + 1)), Below4G));

    private static TableVote Ask(PagedBuffer buffer, ResolvedLimits limits) =>
        new SpecVoter().Answer(new BounceQuestion(buffer, new BouncingJudge(Direct(limits), limits)));

    /// <summary>Up to seven pages near where the pools are, in up to three runs, some of them not full.</summary>
    private static PagedBuffer Drawn(Random random)
    {
        ulong pfn = 0x1000 - 4 + (ulong)random.Next(8);
        var runs = new List<(ulong, ulong)>();
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            ulong pages = (ulong)random.Next(1, 4 - (i / 2));
            runs.Add((pfn, pages));
            pfn += pages + (ulong)random.Next(3);
        }

        ulong all = (ulong)runs.Sum(r => (long)r.Item2) * Page;
        ulong offset = random.Next(2) == 0 ? 0 : (ulong)random.Next((int)Page);
        return Part(offset, random.Next(2) == 0 ? all - offset : (ulong)random.Next(1, (int)(all - offset) + 1), [.. runs]);
    }
}
