using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>
/// Storage for judges who cut it each for itself, chosen from offers: of each extent at most one piece, as it is. All unknowns are 0 or 1:
/// <code>
/// pages   the sum of pages * chosen over all offers, at least the buffer's; what is too much is left out at the end
/// count   the sum of segments * chosen over all offers, at most
/// </code>
/// A sat choice is storage, unsat proves nothing. Judges for whom no offer takes more segments than for another with a smaller count are
/// left out: 32 judges come down to about 7 sums.
/// </summary>
/// <remarks>
/// Offered is each extent; with parts also what of it is whole segments of some judge's size, and what is left between window edges. Parts
/// take a ten times longer search, and are what is needed when every count is nearly the least that its judge could do with.
/// </remarks>
internal sealed class ChoiceEncoding : IPlacementEncoding
{
    private readonly SolverScope _scope;
    private readonly FreeMemory _memory;
    private readonly List<Offer> _offers = [];

    /// <param name="scope">For choices.</param>
    /// <param name="memory">Its pages fit in 31 bits, as the weights of <see cref="SolverSession.OpenForChoices"/> do.</param>
    /// <param name="judges">At least one.</param>
    /// <param name="parts">Whether parts of extents are offered; not under a gap rule.</param>
    public ChoiceEncoding(SolverScope scope, FreeMemory memory, IReadOnlyList<JudgeView> judges, bool parts)
    {
        (_scope, _memory) = (scope, memory);
        bool hasGap = judges.Any(j => j.GapPages > 1);
        SatDoubt = hasGap ? "a gap mask above a page, which is not stated for extents of this size" : null;
        foreach (PfnRun extent in WholePieces.Usable(memory, judges))
        {
            AddOffers(parts && !hasGap ? Parts(extent, judges) : [extent]);
        }

        AssertSum(_offers.Select(offer => (UInt128)offer.Run.Pages), sum => scope.Le(Number(memory.Needed), sum));
        foreach (Demand demand in Demands(judges))
        {
            AssertSum(demand.Segments, sum => scope.Le(sum, Number((Int128)demand.AtMost)));
        }
    }

    /// <summary>Whether the memory is small enough to be stated as choices.</summary>
    public static bool Suits(FreeMemory memory) => memory.Pages <= int.MaxValue;

    /// <inheritdoc/>
    public IReadOnlyList<TrackedLimit> Limits => [];

    /// <inheritdoc/>
    public string? SatDoubt { get; }

    /// <inheritdoc/>
    public string UnsatDoubt => "no storage of the pieces on offer serves all";

    /// <inheritdoc/>
    public string? Assume(IReadOnlyCollection<TrackedLimit> limits) => null;

    /// <inheritdoc/>
    public IReadOnlyList<PfnRun> Read(Model model) => CellWitness.Cut(
        [.. _offers.Where(offer => _scope.Value(model, offer.Chosen).Int == 1).Select(offer => offer.Run)], _memory.Needed);

    private static HashSet<PfnRun> Parts(PfnRun extent, IReadOnlyList<JudgeView> judges)
    {
        HashSet<PfnRun> parts = [extent];
        foreach (JudgeView judge in judges.Where(j => j.MaxPages > 0 && j.MaxPages < extent.Pages))
        {
            parts.Add(extent with { Pages = extent.Pages - (extent.Pages % judge.MaxPages) });
        }

        foreach (JudgeView judge in judges)
        {
            var windows = Windows.Of(extent, judge);
            if (windows.Count > 1)
            {
                parts.Add(Without(extent, windows.First, 0));
                parts.Add(Without(extent, 0, windows.Last));
                parts.Add(windows.Whole > 0 ? Without(extent, windows.First, windows.Last) : extent);
            }
        }

        return parts;
    }

    private static PfnRun Without(PfnRun extent, ulong before, ulong behind) =>
        new(extent.FirstPfn + before, extent.Pages - before - behind);

    private void AddOffers(IEnumerable<PfnRun> parts)
    {
        List<ArithExpr> ofExtent = [];
        foreach (PfnRun part in parts)
        {
            IntExpr chosen = _scope.Session.Integer($"offer_{_offers.Count}");
            _scope.Assert(_scope.And(_scope.Le(Number(0), chosen), _scope.Le(chosen, Number(1))));
            _offers.Add(new Offer(part, chosen));
            ofExtent.Add(chosen);
        }

        if (ofExtent.Count > 1)
        {
            _scope.Assert(_scope.Le(_scope.Add([.. ofExtent]), Number(1)));
        }
    }

    private List<Demand> Demands(IReadOnlyList<JudgeView> judges)
    {
        List<Demand> left = [];
        foreach (Demand demand in judges.Where(j => _memory.Asks(j, LimitKind.MaxSegmentCount) || !WholePieces.CanCut(j)).Select(DemandOf))
        {
            if (!left.Exists(demand.IsCoveredBy))
            {
                left.RemoveAll(other => other.IsCoveredBy(demand));
                left.Add(demand);
            }
        }

        return left;
    }

    private Demand DemandOf(JudgeView judge)
    {
        ulong longest = WholePieces.Longest(judge);
        return WholePieces.CanCut(judge)
            ? new([.. _offers.Select(offer => WholePieces.Segments(Windows.Of(offer.Run, judge), longest))], judge.Judge.Limits.MaxSegmentCount)
            : new([.. _offers.Select(_ => UInt128.One)], AtMost: 0);
    }

    private void AssertSum(IEnumerable<UInt128> weights, Func<ArithExpr, BoolExpr> fact) => _scope.Assert(fact(_scope.Add(
        [Number(0), .. weights.Zip(_offers, (weight, offer) => _scope.Mul(Number((Int128)weight), offer.Chosen))])));

    private IntExpr Number(Int128 value) => _scope.Session.Number(value);

    private sealed record Offer(PfnRun Run, IntExpr Chosen);

    private sealed record Demand(UInt128[] Segments, UInt128 AtMost)
    {
        public bool IsCoveredBy(Demand strict) =>
            strict.AtMost <= AtMost && !strict.Segments.Zip(Segments).Any(pair => pair.First < pair.Second);
    }
}
