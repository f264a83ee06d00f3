using DmabufVerify.Spec;
using DmabufVerify.Spec.Placement;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Small;

namespace DmabufVerify.Tests.Model.Spec.Placement;

public class EveryOrderTests
{
    private const ulong Pool = 16 << 20;

    [Fact]
    public void Decides_small_worlds_as_every_list_of_pages_does()
    {
        var random = new Random(20260301);
        var seen = new int[2];
        int orderMatters = 0;
        for (int i = 0; i < 4000; i++)
        {
            PlacementQuestion question = BounceWorlds.Draw(random, mostPages: 6);
            TableVote vote = new SpecVoter().Answer(question);
            bool exists = EveryPageList.HasStorage(question);

            Assert.True(vote.Verdict == (exists ? Verdict.Sat : Verdict.Unsat), $"{i}: {vote.Verdict}, {question}");
            Assert.Equal(exists, vote.Storage is not null);
            Assert.True(vote.Storage is not { } storage || EveryPageList.Serves(question, [.. storage.Runs.SelectMany(EveryPageList.PfnsOf)]));
            orderMatters += exists && !EveryPageList.HasAscendingStorage(question) ? 1 : 0;
            seen[exists ? 1 : 0]++;
        }

        Assert.True(seen.Min() > 1000, $"{seen[0]} unsat, {seen[1]} sat");
        Assert.True(orderMatters > 20, $"order matters {orderMatters} times");
    }

    [Fact]
    public void Two_pages_go_into_the_pool_before_one()
    {
        // Three pages of pool in reach, cut by a boundary behind the second.
        Judge judge = Direct(Free with { MaxSegmentCount = 2, SegmentBoundaryMask = (2 * Page) - 1, AddressMask = Pool + (3 * Page) - 1 });

        Assert.Equal([new PfnRun(0x3000, 2), new PfnRun(0x2000, 1)], Bounce(3, [new PfnRun(0x2000, 1), new PfnRun(0x3000, 2)], judge).Storage?.Runs);
    }

    [Fact]
    public void Piece_of_memory_is_taken_in_two_where_the_pool_has_no_place_for_it()
    {
        // On the bus the pool's third page begins a window, and the memory does.
        Judge judge = Direct(Free with { SegmentBoundaryMask = (4 * Page) - 1, AddressMask = Pool + Page - 1 }, 2 * (long)Page);

        Assert.Equal([new PfnRun(0x2003, 2), new PfnRun(0x2002, 1)], Bounce(3, [new PfnRun(0x2002, 3)], judge).Storage?.Runs);
    }

    [Fact]
    public void Short_entries_join_where_no_long_one_is_between_them()
    {
        Judge judge = Direct(Free with { MaxSegmentCount = 2, MaxSegmentSizeBytes = 2 * Page });

        TableVote vote = Join(4, [new PfnRun(0, 1), new PfnRun(2, 2), new PfnRun(5, 1)], judge);

        Assert.Equal([new PfnRun(2, 2), new PfnRun(0, 1), new PfnRun(5, 1)], vote.Storage?.Runs);
    }

    [Fact]
    public void Up_to_seven_pages_the_search_ends_in_a_proof_and_beyond_it_may_be_given_up()
    {
        ValueList<PfnRun> Scattered(ulong pages) => [.. Enumerable.Range(0, (int)pages).Select(i => new PfnRun(2 * (ulong)i, 1))];
        TableVote OneTooFew(ulong pages) => Join(pages, Scattered(pages), Direct(Free with { MaxSegmentCount = pages - 1, MaxSegmentSizeBytes = Page }));

        Assert.Equal(new Refusal("dev", LimitKind.MaxSegmentCount, 6, 7 * Page, Page: null), OneTooFew(7).Refusal);
        Assert.Equal(
            "the order of pages may matter to who bounces or joins; the specification looks at 16384 beginnings of storage",
            OneTooFew(9).UnknownReason);
    }

    [Fact]
    public void What_is_not_a_beginning_is_not_gone_on_with()
    {
        var asked = new List<ValueList<PfnRun>>();
        PlacementQuestion question = Ask(2, [new PfnRun(0, 1), new PfnRun(2, 1), new PfnRun(4, 1)]);
        EveryOrder.Outcome outcome = EveryOrder.Search(question, question.Extents, (storage, bytes) =>
        {
            asked.Add(storage.Runs);
            return bytes == Page && storage.Runs[0].FirstPfn == 2;
        });

        Assert.Equal(new EveryOrder.Outcome(Storage: null, IsProof: true), outcome);
        Assert.Equal([1, 1, 2, 2, 1], asked.Select(runs => runs.Count));
    }

    private static PlacementQuestion Ask(ulong pages, ValueList<PfnRun> memory) =>
        new(PageSize.FourKiB, pages * Page, memory, [], SharingMode.Shared);

    private static TableVote Bounce(ulong pages, ValueList<PfnRun> memory, Judge judge) =>
        new SpecVoter().Answer(Ask(pages, memory) with { Bouncing = [new BouncingJudge(judge, judge.Limits)] });

    private static TableVote Join(ulong pages, ValueList<PfnRun> memory, Judge judge) =>
        new SpecVoter().Answer(Ask(pages, memory) with { Joining = [new JoiningJudge(judge, Page)] });
}
