using DmabufVerify.Solving;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Solving.Placement;

public class DominanceTests
{
    private static readonly PfnRun[] TwoExtents = [new PfnRun(16, 100), new PfnRun(300, 100)];

    [Theory]
    [InlineData(20401, false)]
    [InlineData(20402, true)]
    public void What_serves_the_binding_judges_serves_all(int seed, bool gaps)
    {
        int fewer = 0;
        var random = new Random(seed);
        foreach (PlacementQuestion any in RandomPlacements.Tiny(seed, count: 500, mostPages: 6, gaps))
        {
            Judge[] more = [.. RandomPlacements.Tiny(random.Next(), count: 4, mostPages: 6, gaps)
                .Where(q => q.PageSize == any.PageSize).SelectMany(q => q.Judges)];
            PlacementQuestion question = any with
            {
                Mode = SharingMode.Tailored,
                Judges = [.. any.Judges.Concat(more).Select((judge, i) => judge with { Device = $"d{i}" })],
            };
            JudgeView[] binding = Binding(question);
            ValueList<Judge> some = [.. binding.Select(view => view.Judge)];

            Assert.True(
                EveryPlacement.Exists(question) == EveryPlacement.Exists(question with { Judges = some }),
                $"{string.Join(", ", some)}: {question}");
            fewer += binding.DistinctBy(view => view.Index).Count() < question.Judges.Count ? 1 : 0;
        }

        Assert.True(fewer > 200, $"{fewer}");
    }

    [Fact]
    public void Limits_that_leave_what_there_is_bind_nobody()
    {
        ResolvedLimits wide = Ask.None with { MaxSegmentSizeBytes = Ask.Pages(100), SegmentBoundaryMask = 0xffffff, MaxSegmentCount = 50 };

        Assert.Equal([1], Indexes(Ask.None, Ask.None with { MaxSegmentCount = 4 }, wide, wide with { AddressMask = 0xffffffff }));
    }

    [Fact]
    public void A_shorter_reach_is_taken_apart_from_the_cuts()
    {
        ResolvedLimits cuts = Ask.None with { MaxSegmentCount = 4, MaxSegmentSizeBytes = Ask.Pages(20) };
        JudgeView[] binding = Binding(Question(
            cuts, cuts with { MaxSegmentCount = 5, AddressMask = 0x15ffff }, Ask.None with { AddressMask = 0x16ffff }));

        Assert.Equal([0, 1], binding.Select(view => view.Index));
        Assert.Equal(cuts, binding[0].Judge.Limits);
        Assert.Equal(Ask.None with { AddressMask = 0x15ffff }, binding[1].Judge.Limits);
    }

    [Fact]
    public void Windows_cover_where_their_edges_and_their_length_do()
    {
        ResolvedLimits small = Ask.None with { SegmentBoundaryMask = 0xffff, MaxSegmentCount = 20 };
        ResolvedLimits large = Ask.None with { SegmentBoundaryMask = 0x1ffff, MaxSegmentCount = 20 };

        Assert.Equal([0], Indexes(small, large, Ask.None with { MaxSegmentSizeBytes = 65536, MaxSegmentCount = 20 }));
        Assert.Equal([0, 1], Indexes(small, Ask.None with { MaxSegmentSizeBytes = 32768, MaxSegmentCount = 20 }));
        PlacementQuestion moved = Question(small, large);
        Assert.Equal(2, Binding(moved with { Judges = [moved.Judges[0], moved.Judges[1] with { BusOffsetBytes = 4096 }] }).Length);
    }

    [Fact]
    public void Of_equal_judges_the_first_stays() => Assert.Equal([0], Indexes([.. Enumerable.Repeat(Ask.None with { MaxSegmentCount = 3 }, 3)]));

    private static IEnumerable<int> Indexes(params ResolvedLimits[] limits) => Binding(Question(limits)).Select(view => view.Index);

    private static PlacementQuestion Question(params ResolvedLimits[] limits) =>
        new(Ask.Page, Ask.Pages(50), [.. TwoExtents], Ask.Judges(limits), SharingMode.Tailored);

    private static JudgeView[] Binding(PlacementQuestion question) =>
        Dominance.Binding(new FreeMemory(question), JudgeView.Of(question.Judges, question.PageSize));
}
