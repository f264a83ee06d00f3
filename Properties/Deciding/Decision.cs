using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Deciding;

/// <summary>Everything that is known about one scenario.</summary>
/// <param name="Scenario">What was asked.</param>
/// <param name="Verdict">What those who voted agree on; unknown when they contradict each other or nobody decided.</param>
/// <param name="Ballots">All votes, by part of the question.</param>
/// <param name="VoterVerdicts">Each voter's verdict on the whole.</param>
/// <param name="Core">When unsat: who is in the way with which limit; none of them can be left out.</param>
/// <param name="Relaxations">When unsat: changes of one limit of the core, each enough alone.</param>
/// <param name="RestsOn">Limits of the core that no device declared.</param>
/// <param name="WithoutDefaults">The verdict if no default counted.</param>
/// <param name="Tables">What each device would be given, as far as there are tables and a layout.</param>
public sealed record Decision(
    Scenario Scenario,
    Verdict Verdict,
    ValueList<Ballot> Ballots,
    ValueList<VoterVerdict> VoterVerdicts,
    ValueList<CorePair> Core,
    ValueList<Relaxation> Relaxations,
    ValueList<CorePair> RestsOn,
    Verdict WithoutDefaults,
    ValueList<DeviceTable> Tables)
{
    /// <summary>Voters contradict each other: somebody is wrong, and no verdict may be believed.</summary>
    public bool IsContested => Ballots.Any(b => b.IsContested);

    /// <summary>The largest buffer that any layout can hold, where that was asked and could be told.</summary>
    public UInt128? CapacityBytes =>
        Ballots.SelectMany(b => b.Votes).Select(v => v.Vote.CapacityBytes).FirstOrDefault(c => c is not null);

    /// <summary>Reasons of those who said unknown.</summary>
    public IEnumerable<string> UnknownReasons =>
        from ballot in Ballots
        from vote in ballot.Votes
        where vote.Vote.UnknownReason is not null
        select $"{vote.Voter}: {vote.Vote.UnknownReason}";

    /// <summary>Decides a scenario with all voters.</summary>
    public static Decision Of(Scenario scenario, Voters voters, int maxSegments)
    {
        Question question = Question.Of(scenario);
        ValueList<Ballot> ballots = [.. question.Parts.Select(part => Ballot.Of(part, voters.All))];
        Verdict verdict = Combine(ballots.Select(b => b.IsContested ? Verdict.Unknown : b.Verdict));
        Func<Scenario, Verdict> oracle = voters.Optimised.Verdict;
        ValueList<CorePair> core = verdict == Verdict.Unsat ? Conflict.MinimalCore(scenario, oracle) ?? [] : [];
        return new Decision(
            scenario,
            verdict,
            ballots,
            [.. voters.All.Select((v, i) => new VoterVerdict(v.Name, Combine(ballots.Select(b => b.Votes[i].Vote.Verdict))))],
            core,
            Deciding.Relaxations.Of(scenario, core, oracle),
            [.. core.Where(pair => Conflict.IsDefault(pair, scenario))],
            oracle(scenario.WithoutDefaults()),
            DeviceTable.All(question, voters.Optimised, maxSegments));
    }

    private static Verdict Combine(IEnumerable<Verdict> parts)
    {
        Verdict whole = Verdict.Sat;
        foreach (Verdict part in parts)
        {
            if (part == Verdict.Unsat)
            {
                return Verdict.Unsat;
            }

            whole = part == Verdict.Unknown ? Verdict.Unknown : whole;
        }

        return whole;
    }
}

/// <summary>One voter's verdict on a whole scenario.</summary>
public sealed record VoterVerdict(string Voter, Verdict Verdict);
