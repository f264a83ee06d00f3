using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Voting;

/// <summary>One voter's answer, with its name.</summary>
public sealed record NamedVote(string Voter, TableVote Vote);

/// <summary>What all voters say to one question.</summary>
public sealed record Ballot(TableQuestion Question, ValueList<NamedVote> Votes)
{
    /// <summary>Asks everybody.</summary>
    public static Ballot Of(TableQuestion question, IEnumerable<IVoter> voters) =>
        new(question, [.. voters.Select(v => new NamedVote(v.Name, v.Answer(question)))]);

    /// <summary>What those who decided say; unknown when nobody decided or they contradict each other.</summary>
    public Verdict Verdict
    {
        get
        {
            Verdict[] said = [.. Votes.Select(v => v.Vote.Verdict).Where(v => v != Verdict.Unknown).Distinct()];
            return said.Length == 1 ? said[0] : Verdict.Unknown;
        }
    }

    /// <summary>Whether two voters contradict each other, in the verdict or in the number of segments. Unknown contradicts nobody.</summary>
    public bool IsContested => Opinions().Count() > 1;

    /// <summary>The voter whom all others that decided contradict; <see langword="null"/> without a majority of two.</summary>
    public string? OddOneOut
    {
        get
        {
            List<IGrouping<Opinion, NamedVote>> camps = [.. Opinions().OrderByDescending(camp => camp.Count())];
            return camps is [var majority, var minority] && majority.Count() > 1 && minority.Count() == 1
                ? minority.Single().Voter
                : null;
        }
    }

    /// <summary>Voters who decided, by what they say; a voter that gives no number of segments stands with any that do.</summary>
    private IEnumerable<IGrouping<Opinion, NamedVote>> Opinions()
    {
        NamedVote[] decided = [.. Votes.Where(v => v.Vote.Verdict != Verdict.Unknown)];
        bool allCount = decided.Length > 0
            && decided.All(v => v.Vote.FewestSegments is not null || v.Vote.Verdict == Verdict.Unsat);
        return decided.GroupBy(v => new Opinion(v.Vote.Verdict, allCount ? v.Vote.FewestSegments : null));
    }

    private readonly record struct Opinion(Verdict Verdict, ulong? FewestSegments);
}
