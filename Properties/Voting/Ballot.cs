using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Voting;

/// <summary>One voter's answer, with its name.</summary>
public sealed record NamedVote(string Voter, TableVote Vote)
{
    /// <summary>Whether the vote is sat, unsat or unknown and nothing else: it then says nothing about the number of segments.</summary>
    public bool IsVerdictOnly { get; init; }
}

/// <summary>What all voters say to one question.</summary>
public sealed record Ballot(TableQuestion Question, ValueList<NamedVote> Votes)
{
    /// <summary>Asks everybody.</summary>
    public static Ballot Of(TableQuestion question, IEnumerable<IVoter> voters) =>
        new(question, [.. voters.Select(v => new NamedVote(v.Name, v.Answer(question)))]);

    /// <summary>The same with one more vote, of a voter that gives verdicts only.</summary>
    public Ballot WithVerdict(string voter, TableVote vote) =>
        this with { Votes = [.. Votes, new NamedVote(voter, vote) { IsVerdictOnly = true }] };

    /// <summary>The same about verdicts alone: numbers of segments contradict nobody.</summary>
    public Ballot OnVerdicts() => this with { Votes = [.. Votes.Select(v => v with { IsVerdictOnly = true })] };

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
    public bool IsContested => Camps().Count > 1;

    /// <summary>The voter whom all others that decided contradict; <see langword="null"/> without a majority of two.</summary>
    public string? OddOneOut
    {
        get
        {
            List<List<NamedVote>> camps = [.. Camps().OrderByDescending(camp => camp.Count)];
            return camps is [{ Count: > 1 }, [var minority]] ? minority.Voter : null;
        }
    }

    /// <summary>
    /// Voters who decided, by what they say. Who gives no number of segments stands with those of the same verdict where these
    /// agree; where they do not, it stands with nobody.
    /// </summary>
    private List<List<NamedVote>> Camps()
    {
        NamedVote[] decided = [.. Votes.Where(v => v.Vote.Verdict != Verdict.Unknown)];
        List<List<NamedVote>> camps =
        [
            .. decided.Where(v => HasNumber(v)).GroupBy(v => (v.Vote.Verdict, v.Vote.FewestSegments)).Select(camp => camp.ToList()),
        ];
        foreach (var group in decided.Where(v => !HasNumber(v)).GroupBy(v => v.Vote.Verdict))
        {
            switch (camps.Where(camp => camp[0].Vote.Verdict == group.Key).ToList())
            {
                case []:
                    camps.Add([.. group]);
                    break;
                case [var agreed]:
                    agreed.AddRange(group);
                    break;
            }
        }

        return camps;
    }

    /// <summary>
    /// Whether the vote says how many segments there are. Unsat for another limit than the count says it too: no table of any length.
    /// </summary>
    private static bool HasNumber(NamedVote vote) => !vote.IsVerdictOnly
        && (vote.Vote.FewestSegments is not null
            || (vote.Vote.Verdict == Verdict.Unsat && vote.Vote.Refusal?.Limit != LimitKind.MaxSegmentCount));
}
