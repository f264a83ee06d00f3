using System.Collections.Immutable;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Faults;

/// <summary>All planted defects; a test sees each of them found, and blamed on the voter that has it.</summary>
public static class SeededFaults
{
    /// <summary>At least one for each voter.</summary>
    public static ImmutableArray<SeededFault> All { get; } = [.. Listed.Select(fault => fault with { Subject = LawSubject.Questions })];

    private static IEnumerable<SeededFault> Listed =>
    [
        InRules("spec.boundary-is-double", "spec", "lets a segment cross every other boundary", DoubleBoundary),
        InRules("optimised.partial-page-counts", "optimised", "rounds a maximum segment size up to whole pages", RoundSizeUp),
        InRules("optimised.boundary-ignored", "optimised", "never looks at the boundary mask (thread F9)", IgnoreBoundary),
        InRules("optimised.reach-off-by-one", "optimised", "lets the byte after the address mask pass", ReachOneMore),
        new(
            "optimised.merge-gap-is-min",
            "optimised",
            "merges gap masks by their minimum, as blk_stack_limits does",
            voters => voters with { Optimised = new GapMergedByMinimum(voters.Optimised) }),
        new(
            "optimised.merge-reach-is-and",
            "optimised",
            "merges address masks by AND, as RFCv2 did (thread G3)",
            voters => voters with { Optimised = new ReachMergedByAnd(voters.Optimised) }),
        new(
            "optimised.detach-keeps-limits",
            "optimised",
            "never loosens merged limits again, as v1 of the patches (thread H3)",
            voters => voters with { Optimised = new DetachKeepsLimits(voters.Optimised) }),
        .. PlacementFaults.All,
        .. BounceQuestionFaults.All,
        InSolver("solver.count-one-more", "allows one segment more than the limit", CountOneMore),
        InSolver("solver.gap-ignored", "never looks at the gap mask", Misreading.IgnoreGap),
    ];

    private static SeededFault InRules(
        string name, string voter, string description, Func<PageSize, ResolvedLimits, ResolvedLimits> misread) =>
        new(name, voter, description, voters => voter == "spec"
            ? voters with { Spec = new MisreadingRules(voters.Spec, misread) }
            : voters with { Optimised = new MisreadingRules(voters.Optimised, misread) });

    private static SeededFault InSolver(string name, string description, Func<PageSize, ResolvedLimits, ResolvedLimits> misread) =>
        new(name, "solver", description, voters => voters with
        {
            Solver = voters.Solver is null ? null : new MisreadingSolver(voters.Solver, misread),
        });

    private static ResolvedLimits DoubleBoundary(PageSize pageSize, ResolvedLimits limits) =>
        limits with { SegmentBoundaryMask = unchecked((limits.SegmentBoundaryMask << 1) | 1) };

    private static ResolvedLimits RoundSizeUp(PageSize pageSize, ResolvedLimits limits) =>
        limits.MaxSegmentSizeBytes > ulong.MaxValue - pageSize.Bytes
            ? limits
            : limits with { MaxSegmentSizeBytes = pageSize.PagesFor(limits.MaxSegmentSizeBytes) << pageSize.Shift };

    private static ResolvedLimits IgnoreBoundary(PageSize pageSize, ResolvedLimits limits) =>
        limits.Without(LimitKind.SegmentBoundaryMask);

    private static ResolvedLimits ReachOneMore(PageSize pageSize, ResolvedLimits limits) =>
        limits.AddressMask == ulong.MaxValue ? limits : limits with { AddressMask = limits.AddressMask + 1 };

    private static ResolvedLimits CountOneMore(PageSize pageSize, ResolvedLimits limits) =>
        limits.MaxSegmentCount == ulong.MaxValue ? limits : limits with { MaxSegmentCount = limits.MaxSegmentCount + 1 };

    private sealed class GapMergedByMinimum(IRules real) : FaultyRules(real)
    {
        public override ResolvedLimits Merge(ReadOnlySpan<ResolvedLimits> limits)
        {
            ulong least = limits.Length == 0 ? 0 : ulong.MaxValue;
            foreach (ResolvedLimits one in limits)
            {
                least = Math.Min(least, one.VirtBoundaryMask);
            }

            return Real.Merge(limits) with { VirtBoundaryMask = least };
        }
    }

    private sealed class ReachMergedByAnd(IRules real) : FaultyRules(real)
    {
        public override ResolvedLimits Merge(ReadOnlySpan<ResolvedLimits> limits)
        {
            ulong common = ulong.MaxValue;
            foreach (ResolvedLimits one in limits)
            {
                common &= one.AddressMask;
            }

            return Real.Merge(limits) with { AddressMask = common };
        }
    }

    private sealed class DetachKeepsLimits(IRules real) : FaultyRules(real)
    {
        public override IAttachSet NewAttachSet() => new OnlyTightens(Real);

        private sealed class OnlyTightens(IRules real) : IAttachSet
        {
            private int _slots;

            public ResolvedLimits Merged { get; private set; } = ResolvedLimits.Unlimited;

            public int Attach(ResolvedLimits limits)
            {
                Merged = real.Merge([Merged, limits]);
                return _slots++;
            }

            public void Detach(int slot)
            {
            }
        }
    }
}
