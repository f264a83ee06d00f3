using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Placement;

/// <summary>No two who decide whether a buffer can be placed contradict each other. Unknown contradicts nobody.</summary>
internal static class PlacementVotersAgree
{
    public static Law Law { get; } = new(
        "Placement.VotersAgree", "answer(v, M, S) = answer(w, M, S) for all voters v, w that decide", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => LawResult.Worst(c.Placements.Select(q =>
    {
        var ballot = new Ballot(q, [.. c.Voters.All.Select(voter => new NamedVote(voter.Name, c.Answer(voter, q)))]);
        return ballot.IsContested ? LawResult.Violated("verdict", "one verdict", Describe(ballot), ballot.OddOneOut)
            : ballot.Votes.Count(v => v.Vote.Verdict != Verdict.Unknown) > 1 ? LawResult.Holds
            : LawResult.Unknown;
    }));

    private static string Describe(Ballot ballot) => string.Join(", ", ballot.Votes.Select(v => $"{v.Voter}: {v.Vote.Verdict}"));
}
