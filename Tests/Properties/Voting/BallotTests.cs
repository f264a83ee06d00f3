using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Voting;

public sealed class BallotTests
{
    private static readonly TableQuestion Question =
        new CapacityQuestion(PageSize.FourKiB, 1, [new Judge("dev", ResolvedLimits.Unlimited, 0)], SharingMode.Shared);

    /// <summary>Votes of a, b and c in short; verdict; contested; odd one out.</summary>
    public static TheoryData<string, Verdict, bool, string?> Tables => new()
    {
        { "sat3 sat3 sat3", Verdict.Sat, false, null },
        { "sat3 sat3 sat", Verdict.Sat, false, null },
        { "sat sat sat", Verdict.Sat, false, null },
        { "sat3 sat3 unknown", Verdict.Sat, false, null },
        { "sat3 unknown unknown", Verdict.Sat, false, null },
        { "unknown unknown unknown", Verdict.Unknown, false, null },
        { "unsat none none", Verdict.Unsat, true, "a" },
        { "none none none", Verdict.Unsat, false, null },
        { "unsat3 unsat3 unsat3", Verdict.Unsat, false, null },
        { "unsat3 unsat3 unsat?", Verdict.Unsat, false, null },
        { "none none unsat?", Verdict.Unsat, false, null },

        // Verdicts that differ.
        { "sat3 sat3 none", Verdict.Unknown, true, "c" },
        { "none sat3 sat", Verdict.Unknown, true, "a" },
        { "sat3 unsat3 sat3", Verdict.Unknown, true, "b" },
        { "sat3 none unknown", Verdict.Unknown, true, null },

        // Numbers that differ.
        { "sat3 sat4 sat3", Verdict.Sat, true, "b" },
        { "sat3 sat4 sat5", Verdict.Sat, true, null },
        { "sat3 sat4 sat", Verdict.Sat, true, null },
        { "unsat3 unsat4 unsat?", Verdict.Unsat, true, null },
        { "unsat3 unsat3 none", Verdict.Unsat, true, "c" },
        { "sat3 sat4 unknown", Verdict.Sat, true, null },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void Votes_are_counted(string votes, Verdict verdict, bool contested, string? oddOneOut)
    {
        Ballot ballot = Of(votes);

        Assert.Equal((verdict, contested, oddOneOut), (ballot.Verdict, ballot.IsContested, ballot.OddOneOut));
    }

    [Theory]
    [InlineData("unsat3 unsat3 unsat3", "none", Verdict.Unsat, false, null)]
    [InlineData("unsat3 unsat4 unsat3", "none", Verdict.Unsat, true, "b")]
    [InlineData("sat3 sat3 sat3", "none", Verdict.Unknown, true, "d")]
    [InlineData("sat3 sat3 unsat3", "sat", Verdict.Unknown, true, "c")]
    [InlineData("sat3 unsat3 sat3", "none", Verdict.Unknown, true, null)]
    [InlineData("sat3 unknown unknown", "none", Verdict.Unknown, true, null)]
    [InlineData("sat3 unknown unknown", "unknown", Verdict.Sat, false, null)]
    public void A_bare_verdict_stands_with_those_of_the_same(string votes, string bare, Verdict verdict, bool contested, string? oddOneOut)
    {
        Ballot ballot = Of(votes).WithVerdict("d", Vote(bare));

        Assert.Equal((verdict, contested, oddOneOut), (ballot.Verdict, ballot.IsContested, ballot.OddOneOut));
    }

    [Fact]
    public void On_verdicts_numbers_contradict_nobody()
    {
        Assert.Equal("b", Of("sat3 sat4 sat3").OddOneOut);
        Assert.False(Of("sat3 sat4 sat3").OnVerdicts().IsContested);
        Assert.Equal("c", Of("unsat3 unsat4 sat3").OnVerdicts().OddOneOut);
    }

    [Fact]
    public void Everybody_is_asked_once_and_in_order()
    {
        Ballot ballot = Ballot.Of(Question, [new Says("x", TableVote.Sat(1)), new Says("y", TableVote.Unknown("tired"))]);

        Assert.Equal(
            new Ballot(Question, [new NamedVote("x", TableVote.Sat(1)), new NamedVote("y", TableVote.Unknown("tired"))]), ballot);
    }

    private static Ballot Of(string votes) =>
        new(Question, [.. votes.Split(' ').Select((vote, i) => new NamedVote("abc"[i].ToString(), Vote(vote)))]);

    private static TableVote Vote(string vote) => vote switch
    {
        "sat" => TableVote.Sat(),
        "unknown" => TableVote.Unknown("tired"),
        "none" => Unsat(LimitKind.AddressMask, null),
        "unsat" => Unsat(LimitKind.MaxSegmentCount, 9),
        "unsat?" => Unsat(LimitKind.MaxSegmentCount, null),
        _ when vote.StartsWith("sat", StringComparison.Ordinal) => TableVote.Sat((ulong)(vote[^1] - '0')),
        _ => Unsat(LimitKind.MaxSegmentCount, (ulong)(vote[^1] - '0')),
    };

    private static TableVote Unsat(LimitKind kind, ulong? fewest) => TableVote.Unsat(new Refusal("dev", kind, 1, fewest, null), fewest);

    private sealed class Says(string name, TableVote vote) : IVoter
    {
        public string Name => name;

        public TableVote Answer(TableQuestion question) => vote;
    }
}
