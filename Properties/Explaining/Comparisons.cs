using DmabufVerify.Properties.Explaining.Histories;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining;

/// <summary>Puts both sides of a finding beside each other.</summary>
internal static class Comparisons
{
    /// <summary>Segments that are listed of one answer: enough for anything that was made small.</summary>
    public const int MostSegments = 32;

    /// <summary>Segments before the first difference, where not all are listed.</summary>
    private const int Before = 4;

    /// <summary>Asks both sides again. Who throws is not asked: then nothing is compared.</summary>
    public static Comparison Of(Finding finding, Voters voters)
    {
        (IVoter left, IVoter right) = Sides(finding, voters);
        try
        {
            return new Comparison(left.Name, right.Name)
            {
                Steps = finding.Shrunk.Scenario.Steps.Count > 0 ? Steps(finding.Shrunk.Scenario, (IRules)left, (IRules)right) : [],
                Merges = finding.Shrunk.Scenario.Steps.Count > 0 ? [] : Merges(finding.Shrunk.Scenario, Rules(left, voters), Rules(right, voters)),
                Answers = [.. finding.Ballots.Select(ballot => Answers(ballot, left, right))],
            };
        }
        catch (Exception e) when (Examination.IsVotersFault(e))
        {
            return new Comparison(left.Name, right.Name);
        }
    }

    /// <summary>
    /// The specification stands on the left and whom the law or the majority blames on the right; where it is the specification itself, the optimised
    /// implementation stands for what is right.
    /// </summary>
    private static (IVoter Left, IVoter Right) Sides(Finding finding, Voters voters) =>
        finding.OddOneOut == voters.Spec.Name ? (voters.Optimised, voters.Spec)
        : finding.OddOneOut is { } odd && odd == voters.Solver?.Name ? (voters.Spec, voters.Solver)
        : finding.OddOneOut is null && voters.Solver is not null && finding.Law.NeedsSolver ? (voters.Spec, voters.Solver)
        : (voters.Spec, voters.Optimised);

    /// <summary>A solver merges nothing: it takes each device's limits as they are.</summary>
    private static IRules Rules(IVoter side, Voters voters) => side as IRules ?? voters.Spec;

    private static ValueList<ComparedMerge> Merges(Scenario scenario, IRules left, IRules right)
    {
        ResolvedLimits[] limits = [.. scenario.Devices.Select(d => d.Limits.Resolve(scenario.Policy.Defaults))];
        ComparedMerge[] all =
        [
            .. scenario.Devices.Select((device, i) => new ComparedMerge(device.Name, left.Merge(limits.AsSpan(..(i + 1))), right.Merge(limits.AsSpan(..(i + 1))))),
        ];
        return all.Any(merge => merge.Differs) ? [.. all] : [];
    }

    private static ValueList<HistoryRow> Steps(Scenario scenario, IRules left, IRules right) =>
    [
        .. HistoryRunner.Run(
            scenario.Steps,
            [new Implementation(left.Name, left.NewBuffer(scenario)), new Implementation(right.Name, right.NewBuffer(scenario))]),
    ];

    private static ComparedAnswer Answers(Ballot ballot, IVoter left, IVoter right)
    {
        ValueList<Segment> lefts = Table(ballot.Question, left);
        ValueList<Segment> rights = Table(ballot.Question, right);
        ComparedSegment[] all =
        [
            .. Enumerable.Range(0, Math.Max(lefts.Count, rights.Count))
                .Select(i => new ComparedSegment(i, i < lefts.Count ? lefts[i] : null, i < rights.Count ? rights[i] : null)),
        ];
        int first = Math.Max(0, Array.FindIndex(all, segment => segment.Differs) - Before);
        ComparedSegment[] shown = [.. all.Skip(first).Take(MostSegments)];
        return new ComparedAnswer(ballot.Question, Vote(ballot, left), Vote(ballot, right), [.. shown], all.Length - shown.Length);
    }

    private static TableVote Vote(Ballot ballot, IVoter voter) => ballot.Votes.First(v => v.Voter == voter.Name).Vote;

    private static ValueList<Segment> Table(TableQuestion question, IVoter voter) => (question, voter) switch
    {
        (_, ISolverVoter solver) => solver.Explain(question).Witness?.Segments ?? [],
        (LayoutQuestion q, IRules rules) => rules.Table(q.Buffer, q.Judges, Case.MaxSegments)?.Segments ?? [],
        (IommuQuestion { Enforcement: Enforcement.Kernel } q, IRules rules) =>
            rules.JoinedTable(q.Buffer, q.Judge.Limits, q.GranuleBytes, Case.MaxSegments).Segments,
        _ => [],
    };
}
