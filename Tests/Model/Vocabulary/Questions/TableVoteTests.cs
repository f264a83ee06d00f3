using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Vocabulary.Questions;

public sealed class TableVoteTests
{
    private static readonly Refusal Count = new("dev", LimitKind.MaxSegmentCount, 1, 2, null);

    [Fact]
    public void Sat_may_know_the_fewest_segments()
    {
        TableVote vote = TableVote.Sat(3);

        Assert.Equal((Verdict.Sat, 3UL, null, null), (vote.Verdict, vote.FewestSegments, vote.Refusal, vote.UnknownReason));
        Assert.Null(TableVote.Sat().FewestSegments);
    }

    [Fact]
    public void Unsat_may_know_why()
    {
        TableVote vote = TableVote.Unsat(Count, 2);

        Assert.Equal((Verdict.Unsat, 2UL, Count, null), (vote.Verdict, vote.FewestSegments, vote.Refusal, vote.UnknownReason));
    }

    [Fact]
    public void Unknown_has_a_reason()
    {
        TableVote vote = TableVote.Unknown("too large");

        Assert.Equal((Verdict.Unknown, null, null, "too large"), (vote.Verdict, vote.FewestSegments, vote.Refusal, vote.UnknownReason));
    }

    [Fact]
    public void Votes_compare_by_value()
    {
        Assert.Equal(TableVote.Unsat(Count, 2), TableVote.Unsat(Count with { }, 2));
        Assert.NotEqual(TableVote.Sat(2), TableVote.Sat(3));
        Assert.NotEqual(TableVote.Sat(), TableVote.Sat() with { CapacityBytes = 1 });
    }
}
