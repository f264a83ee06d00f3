using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Solver;

/// <summary>
/// Two solvers that share no code give one verdict on the same text. Specification and implementation say which of them is wrong. Where the
/// first is undecided, the second must at least not be outvoted by those two.
/// </summary>
internal static class SolverCrossCheck
{
    public static Law Law { get; } = new(
        "Solver.CrossCheck", "answer(Z3, q) = answer(cvc5, q), neither unknown", NeedsSolver: true, Check)
    {
        NeedsSecondSolver = true,
    };

    private static LawResult Check(Case c) => LawResult.Worst(c.Question.Parts.Select(part =>
    {
        IVoter secondSolver = c.Voters.SecondSolver!;
        TableVote first = c.Solved(part).Vote;
        TableVote second = c.Vote(secondSolver, part);
        if (second.Verdict == Verdict.Unknown || first.Verdict == second.Verdict)
        {
            return second.Verdict == Verdict.Unknown ? LawResult.Unknown : LawResult.Holds;
        }

        var votes = new Ballot(part, [.. c.Voters.Everybody.Select(v => new NamedVote(v.Name, c.Answer(v, part)))]);
        string? odd = votes.OnVerdicts().OddOneOut;
        if (first.Verdict == Verdict.Unknown && odd != secondSolver.Name)
        {
            return LawResult.Unknown;
        }

        string said = string.Join(", ", votes.Votes.Select(v => $"{v.Voter}: {v.Vote.Verdict}"));
        return LawResult.Violated("verdict", "one verdict", said, odd);
    }));
}
