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
/// <param name="Tables">What each device would be given, as far as there are tables and storage, given or found.</param>
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
    /// <summary>When unsat: devices in the way since they can use certain heaps only. With <see cref="Core"/> one minimal conflict.</summary>
    public ValueList<HeapRestriction> HeapCore { get; init; }

    /// <summary>When unsat: heaps more for one device of <see cref="HeapCore"/>, each enough alone.</summary>
    public ValueList<HeapRelaxation> HeapRelaxations { get; init; }

    /// <summary>When memory was given and no layout: the storage that voters who say sat show, each replayed.</summary>
    public ValueList<FoundStorage> Found { get; init; }

    /// <summary>When sat: how far each limit may tighten.</summary>
    public ValueList<Slack> Slacks { get; init; }

    /// <summary>When unsat and no single change is enough: pairs that are.</summary>
    public ValueList<PairRelaxation> PairRelaxations { get; init; }

    /// <summary>When unsat: devices that could use the storage if data were copied for them, each enough alone.</summary>
    public ValueList<BounceFix> BounceFixes { get; init; }

    /// <summary>What the solver spent; <see langword="null"/> when it was not asked.</summary>
    public SolverEffort? Effort { get; init; }

    /// <summary>
    /// Voters contradict each other, or storage that one shows is none: somebody is wrong, and no verdict may be believed.
    /// </summary>
    public bool IsContested => Ballots.Any(b => b.IsContested) || Found.Any(f => f.Problem is not null);

    /// <summary>Whether anything that a device asks is known to be in the way.</summary>
    public bool HasCore => Core.Count + HeapCore.Count > 0;

    /// <summary>Whether one change is enough.</summary>
    public bool HasFix => Changes.Any();

    /// <summary>Changes each of which is enough alone: of limits, then of heaps.</summary>
    public IEnumerable<Change> Changes => [.. Relaxations, .. HeapRelaxations];

    /// <summary>Who is in the way, each once.</summary>
    public IEnumerable<string> InTheWay => new MinimalConflict(Core, HeapCore).Devices;

    /// <summary>The storage that the tables are over, where it was to be found.</summary>
    public FoundStorage? Storage => IsContested || Found is not [var first, ..] ? null : first;

    /// <summary>The limit that breaks first.</summary>
    public Slack? NearestBreak => Deciding.Slacks.Nearest(Slacks);

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
        var question = Question.Of(scenario);
        SolverReport[] reports = [.. question.Parts.SelectMany(part => voters.Solver is null ? [] : new[] { voters.Solver.Explain(part) })];
        ValueList<Ballot> ballots = [.. question.Parts.Select((part, i) => BallotOf(part, voters, reports.ElementAtOrDefault(i)))];
        ValueList<FoundStorage> found = FoundStorage.All(scenario, ballots, voters.Spec);
        bool isFalse = found.Any(f => f.Problem is not null);
        Verdict verdict = Combine(ballots.Select(b => b.IsContested || isFalse ? Verdict.Unknown : b.Verdict));
        Func<Scenario, Verdict> oracle = voters.Optimised.Verdict;
        MinimalConflict core = (verdict == Verdict.Unsat ? Conflict.MinimalCore(scenario, oracle) : null) ?? MinimalConflict.Nothing;
        ValueList<Relaxation> relaxations = Deciding.Relaxations.Of(scenario, core.Limits, oracle);
        ValueList<HeapRelaxation> heapRelaxations = Deciding.HeapRelaxations.Of(scenario, core.Heaps, oracle);
        bool isFixed = relaxations.Count + heapRelaxations.Count > 0;
        Question placed = found.Count > 0 && !isFalse ? Question.Of(FoundStorage.Placed(scenario, found[0].Storage)) : question;
        return new Decision(
            scenario,
            verdict,
            ballots,
            [.. voters.Everybody.Select((v, i) => new VoterVerdict(v.Name, Combine(ballots.Select(b => b.Votes[i].Vote.Verdict))))],
            core.Limits,
            relaxations,
            [.. core.Limits.Where(pair => Conflict.IsDefault(pair, scenario))],
            oracle(scenario.WithoutDefaults()),
            DeviceTable.All(placed, voters.Optimised, maxSegments))
        {
            HeapCore = core.Heaps,
            HeapRelaxations = heapRelaxations,
            Found = found,
            Slacks = verdict == Verdict.Sat ? Deciding.Slacks.Of(scenario, oracle) : [],
            PairRelaxations = isFixed ? [] : Deciding.PairRelaxations.Of(scenario, core, oracle, voters.Spec.Verdict),
            BounceFixes = BounceFix.All(scenario, core.Limits, voters.Optimised, voters.Spec.Verdict),
            Effort = voters.Solver is null ? null : EffortOf(reports),
        };
    }

    private static Ballot BallotOf(TableQuestion part, Voters voters, SolverReport? solver)
    {
        IEnumerable<NamedVote> rules = voters.Rules.Select(v => new NamedVote(v.Name, v.Answer(part)));
        var three = new Ballot(part, solver is null ? [.. rules] : [.. rules, new NamedVote(voters.Solver!.Name, solver.Vote)]);
        return voters.SecondSolver is { } second ? three.WithVerdict(second.Name, second.Answer(part)) : three;
    }

    private static SolverEffort EffortOf(SolverReport[] reports) =>
        new(reports.Sum(r => r.ElapsedMilliseconds), reports.Aggregate(0UL, (sum, r) => sum + r.StepsSpent));

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
