using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Spec.Placement;

public class PlacingTests
{
    [Fact]
    public void Decides_small_worlds_as_every_list_of_pages_does()
    {
        var random = new Random(20250101);
        var seen = new int[2];
        for (int i = 0; i < 4000; i++)
        {
            PlacementQuestion question = SmallWorlds.Draw(random, mostPages: 6);
            TableVote vote = new SpecVoter().Answer(question);
            bool exists = EveryPageList.HasStorage(question);

            Assert.True(vote.Verdict == (exists ? Verdict.Sat : Verdict.Unsat), $"{i}: {vote.Verdict}, {question}");
            Assert.Equal(exists, vote.Storage is not null);
            seen[exists ? 1 : 0]++;
        }

        Assert.True(seen.Min() > 500, $"{seen[0]} unsat, {seen[1]} sat");
    }

    [Fact]
    public void Storage_lies_in_the_memory_and_serves()
    {
        var random = new Random(7);
        for (int i = 0; i < 3000; i++)
        {
            PlacementQuestion question = SmallWorlds.Draw(random, mostPages: 20);
            if (new SpecVoter().Answer(question).Storage is { } storage)
            {
                ulong[] pfns = [.. storage.Runs.SelectMany(EveryPageList.PfnsOf)];

                Assert.Equal((int)question.Pages, pfns.Distinct().Count());
                Assert.Equal((int)question.Pages, pfns.Length);
                Assert.Subset(question.Extents.SelectMany(EveryPageList.PfnsOf).ToHashSet(), pfns.ToHashSet());
                Assert.True(EveryPageList.Serves(question, pfns));
            }
        }
    }

    [Fact]
    public void Order_can_matter_with_a_gap_mask()
    {
        // Page 2 ends off the mask, so that only it can be the last; page 9 starts off it.
        Judge judge = Small.Direct(Small.Free with { VirtBoundaryMask = (2 * Small.Page) - 1 });

        TableVote vote = Ask(2, [new PfnRun(2, 1), new PfnRun(9, 1)], judge);

        Assert.Equal([new PfnRun(9, 1), new PfnRun(2, 1)], vote.Storage?.Runs);
    }

    [Fact]
    public void The_page_that_is_reached_in_part_comes_last()
    {
        Judge judge = Small.Direct(Small.Free with { AddressMask = (5 * Small.Page) + 99 });

        ValueList<PfnRun> memory = [new PfnRun(1, 1), new PfnRun(5, 1)];

        Assert.Equal(memory, Answer(Small.Page + 100, memory, judge).Storage?.Runs);
        Assert.Equal(
            new Refusal("dev", LimitKind.AddressMask, judge.Limits.AddressMask, Small.Page + 101, Page: null),
            Answer(Small.Page + 101, memory, judge).Refusal);
    }

    [Fact]
    public void Two_tables_can_do_what_one_cannot()
    {
        // One cuts five pages into three and two, the other into one and four: cut for both they are three segments.
        Judge one = Small.Direct(Small.Free with { MaxSegmentCount = 2, MaxSegmentSizeBytes = 3 * Small.Page }, 0, "one");
        Judge other = Small.Direct(
            Small.Free with { MaxSegmentCount = 2, SegmentBoundaryMask = (4 * Small.Page) - 1 }, -3 * (long)Small.Page, "other");
        var question = new PlacementQuestion(PageSize.FourKiB, 5 * Small.Page, [new PfnRun(0, 5)], [one, other], SharingMode.Tailored);

        Assert.Equal(Verdict.Sat, new SpecVoter().Answer(question).Verdict);
        Assert.Equal(Verdict.Unsat, new SpecVoter().Answer(question with { Mode = SharingMode.Shared }).Verdict);
    }

    [Fact]
    public void Too_little_memory_is_nobodys_limit()
    {
        TableVote vote = Ask(9, [new PfnRun(0, 8)], Small.Direct(Small.Free));

        Assert.Equal((Verdict.Unsat, null), (vote.Verdict, vote.Refusal));
    }

    [Fact]
    public void Without_judges_memory_enough_is_all_that_is_asked()
    {
        Assert.Equal(Verdict.Sat, Ask(8, [new PfnRun(0, 3), new PfnRun(9, 5)]).Verdict);
        Assert.Equal(Verdict.Unsat, Ask(9, [new PfnRun(0, 3), new PfnRun(9, 5)]).Verdict);
    }

    [Fact]
    public void Pieces_too_few_are_the_counts_fault()
    {
        Judge judge = Small.Direct(Small.Free with { MaxSegmentCount = 2, MaxSegmentSizeBytes = 2 * Small.Page });

        Refusal? refusal = Ask(5, [new PfnRun(0, 1000)], judge).Refusal;

        Assert.Equal(new Refusal("dev", LimitKind.MaxSegmentCount, 2, 5 * Small.Page, Page: null), refusal);
    }

    [Fact]
    public void A_gap_mask_that_no_order_meets_is_named()
    {
        Judge judge = Small.Direct(Small.Free with { VirtBoundaryMask = (4 * Small.Page) - 1 });

        Assert.Equal(LimitKind.VirtBoundaryMask, Ask(3, [new PfnRun(1, 1), new PfnRun(5, 1), new PfnRun(9, 1)], judge).Refusal?.Limit);
    }

    [Theory]
    [InlineData(4, 64)]
    [InlineData(40, 64)]
    public void Large_memory_is_placed_by_the_largest_pieces(ulong pages, int extents)
    {
        ValueList<PfnRun> memory = [.. Enumerable.Range(0, extents).Select(i => new PfnRun((ulong)i * 16, (ulong)(i % 3) + 1))];
        ulong pieces = (pages + 2) / 3;

        Assert.Equal(Verdict.Sat, Ask(pages, memory, Small.Direct(Small.Free with { MaxSegmentCount = pieces })).Verdict);
        Assert.Equal(Verdict.Unsat, Ask(pages, memory, Small.Direct(Small.Free with { MaxSegmentCount = pieces - 1 })).Verdict);
    }

    [Fact]
    public void All_of_64_bit_memory_is_counted_exactly()
    {
        ValueList<PfnRun> memory = [new PfnRun(0, PfnRun.MaxEndPfn)];
        Judge judge = Small.Direct(Small.Free with { SegmentBoundaryMask = Small.Page - 1, MaxSegmentCount = (1UL << 51) - 1 });

        Assert.Equal(Verdict.Unsat, Ask(1UL << 51, memory, judge).Verdict);
        Assert.NotNull(Ask((1UL << 51) - 1, memory, judge).UnknownReason);
    }

    private static TableVote Ask(ulong pages, ValueList<PfnRun> memory, params Judge[] judges) => Answer(pages * Small.Page, memory, judges);

    private static TableVote Answer(ulong size, ValueList<PfnRun> memory, params Judge[] judges) =>
        new SpecVoter().Answer(new PlacementQuestion(PageSize.FourKiB, size, memory, [.. judges], SharingMode.Shared));
}
