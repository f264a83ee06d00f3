using System.Collections.Immutable;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Faults;

/// <summary>Defects of answering for devices that may bounce, or whose entries the kernel joins: one at least in each voter.</summary>
public static class BounceQuestionFaults
{
    /// <summary>Over given storage first, then in free memory.</summary>
    public static ImmutableArray<SeededFault> All { get; } =
    [
        new(
            "spec.bounce-never-cut",
            "spec",
            "copies segments of any length, as if the pool had one run of slots",
            voters => voters with { Spec = new Answering(voters.Spec, NeverCut) })
        {
            Source = "swiotlb_max_mapping_size, kernel/dma/swiotlb.c",
        },
        new(
            "optimised.bounce-pool-forgotten",
            "optimised",
            "cuts a table to what can be copied, and never looks for a place to copy to",
            voters => voters with { Optimised = new Answering(voters.Optimised, PoolForgotten) }),
        new(
            "optimised.bounce-whatever-is-in-reach",
            "optimised",
            "cuts a table to what can be copied though the device reaches everything",
            voters => voters with { Optimised = new Answering(voters.Optimised, AlwaysCut) }),
        InPlacements("optimised.placement-bounce-forgotten", "finds storage without asking those who may bounce", q => q with { Bouncing = [] }),
        InPlacements("optimised.placement-join-forgotten", "finds storage without asking those behind an IOMMU", q => q with { Joining = [] }),
        InPlacements("optimised.placement-shared-table-split", "finds storage for a table each where one is for all", q => q with { Mode = SharingMode.Tailored }),
        new(
            "solver.bounce-never-copies",
            "solver",
            "asks a device that may bounce as if it must not",
            voters => voters with { Solver = voters.Solver is null ? null : new AnsweringSolver(voters.Solver, ZeroCopy) }),
    ];

    private static SeededFault InPlacements(string name, string description, Func<PlacementQuestion, PlacementQuestion> misread) =>
        new(name, "optimised", description, voters => voters with
        {
            Optimised = new Answering(voters.Optimised, (real, question) => real.Answer(question is PlacementQuestion q ? misread(q) : question)),
        });

    /// <summary>The table of a device that reaches everything, unless a copy finds no place.</summary>
    private static TableVote NeverCut(IRules real, TableQuestion question) =>
        question is BounceQuestion q && real.Answer(q).Verdict != Verdict.Unknown && real.TableWithCopies(q.Buffer, q.Judge, maxSegments: 1) is not null
            ? real.Answer(new LayoutQuestion(q.Buffer, [EverythingInReach.Of(q.Judge.Direct)]))
            : real.Answer(question);

    private static TableVote PoolForgotten(IRules real, TableQuestion question) =>
        question is BounceQuestion q && Copies.AreNeeded(q, real) ? CutForBounce(real, q) : real.Answer(question);

    private static TableVote AlwaysCut(IRules real, TableQuestion question) =>
        question is BounceQuestion q && !Copies.AreNeeded(q, real) ? CutForBounce(real, q) : real.Answer(question);

    private static TableVote CutForBounce(IRules real, BounceQuestion q)
    {
        Judge judge = EverythingInReach.Of(Copies.Cut(q.Judge));
        return judge.Limits.MaxSegmentSizeBytes < q.Buffer.PageSize.Bytes ? real.Answer(q) : real.Answer(new LayoutQuestion(q.Buffer, [judge]));
    }

    private static TableQuestion ZeroCopy(TableQuestion question) => question is BounceQuestion q ? new LayoutQuestion(q.Buffer, [q.Judge.Direct]) : question;

    private sealed class Answering(IRules real, Func<IRules, TableQuestion, TableVote> answer) : FaultyRules(real)
    {
        public override TableVote Answer(TableQuestion question) => answer(Real, question);
    }

    private sealed class AnsweringSolver(ISolverVoter real, Func<TableQuestion, TableQuestion> misread) : ISolverVoter
    {
        public string Name => real.Name;

        public TableVote Answer(TableQuestion question) => real.Answer(misread(question));

        public SolverReport Explain(TableQuestion question) => real.Explain(misread(question));
    }
}
