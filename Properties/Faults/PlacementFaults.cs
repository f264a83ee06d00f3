using System.Collections.Immutable;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Faults;

/// <summary>
/// Defects of placing a buffer in free memory. Where right answers come from is not the point: they are the specification's, so that the
/// planted mistake is the only one.
/// </summary>
public static class PlacementFaults
{
    /// <summary>Storage that is none, storage that serves nobody, storage that is not found.</summary>
    public static ImmutableArray<SeededFault> All { get; } =
    [
        Of("page-twice", "begins again at the first extent when memory runs out and no count is exceeded", PageTwice),
        Of("boundary-ignored", "never looks at the boundary mask when it places", (real, q) => real.Answer(WithoutBoundary(q))),
        Of("lowest-extent-only", "looks at the lowest extent and nowhere else", (real, q) => real.Answer(q with { Extents = [q.Extents[0]] })),
    ];

    private static SeededFault Of(string name, string description, Func<IRules, PlacementQuestion, TableVote> place) =>
        new($"optimised.placement-{name}", "optimised", description, voters => voters with
        {
            Optimised = new Misplacing(voters.Optimised, question => place(voters.Spec, question)),
        });

    private static TableVote PageTwice(IRules real, PlacementQuestion question)
    {
        ulong pages = question.Extents.Aggregate(0UL, (sum, run) => sum + run.Pages);
        IEnumerable<Judge> everybody = question.Judges.Concat(question.Bouncing.Select(j => j.Direct)).Concat(question.Joining.Select(j => j.Judge));
        bool isTempting = pages + 1 == question.Pages && everybody.All(j => j.Limits.MaxSegmentCount >= question.Pages);
        return !isTempting
            ? real.Answer(question)
            : TableVote.Sat() with { Storage = new Layout(0, [.. question.Extents, question.Extents[0] with { Pages = 1 }]) };
    }

    private static PlacementQuestion WithoutBoundary(PlacementQuestion question) => question with
    {
        Judges = [.. question.Judges.Select(j => j with { Limits = j.Limits.Without(LimitKind.SegmentBoundaryMask) })],
    };

    private sealed class Misplacing(IRules real, Func<PlacementQuestion, TableVote> place) : FaultyRules(real)
    {
        public override TableVote Answer(TableQuestion question) =>
            question is PlacementQuestion { Extents.Count: > 0 } placement ? place(placement) : base.Answer(question);
    }
}
