using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>
/// A table for judges who share it, or for one alone, in numbers of pieces. The extents within reach fall into cells at the edges of all
/// boundary windows; k segments in a cell of x pages hold at most min(k * M, x) of them, so that it offers
/// <code>
/// M pages        as many as fit whole
/// x mod M pages  one
/// </code>
/// and pieces of the same size are the same whichever extent they are in: their number is one unknown, and no quotient is left. What a set of
/// limits offers together is stated when the set is assumed, by those of its limits that are the tightest. A device that may bounce is offered
/// either what it reaches or, in pieces of the longest bounce, everything.
/// </summary>
/// <remarks>
/// Without a gap rule this says everything. With one there are two readings. The loose one leaves the rule out, so that unsat is right. The
/// strict one makes each segment of whole multiples, so that sat is right: of the freedom that the rule leaves, the first segment's start is
/// not used.
/// </remarks>
internal sealed class CellEncoding : IPlacementEncoding
{
    private readonly SolverScope _scope;
    private readonly LimitTracker _tracker;
    private readonly FreeMemory _memory;
    private readonly IReadOnlyList<JudgeView> _judges;
    private readonly JudgeView? _multiples;
    private readonly IntExpr _segments;
    private readonly BounceView? _bounce;
    private List<Offer> _offers = [];
    private int _unknowns;

    /// <param name="scope">Where it is stated.</param>
    /// <param name="tracker">Of this scope.</param>
    /// <param name="memory">Extents and buffer.</param>
    /// <param name="table">All of its judges accept it.</param>
    /// <param name="strictGap">Which reading of a gap rule.</param>
    /// <param name="hasOthers">Whether there are judges whose own tables the storage has to allow, too.</param>
    public CellEncoding(
        SolverScope scope,
        LimitTracker tracker,
        FreeMemory memory,
        PlacementTable table,
        bool strictGap,
        bool hasOthers = false)
    {
        (_scope, _tracker, _memory, _judges, _bounce) = (scope, tracker, memory, table.Judges, table.Bounce);
        IReadOnlyList<JudgeView> judges = table.Judges;
        JudgeView[] gaps = [.. judges.Where(j => j.GapPages > 1)];
        _multiples = strictGap ? gaps.MaxBy(j => j.GapPages) : null;
        string? gapDoubt = gaps.Length > 0 ? "a gap mask above a page, under which no simple arrangement of segments is valid" : null;
        SatDoubt = gapDoubt ?? (hasOthers ? "what the other judges ask is not stated" : null);
        UnsatDoubt = _multiples is null ? null : gapDoubt;
        _segments = scope.Session.Integer("segments");
        CommonRules.AskCount(scope, tracker, _segments, memory.Needed, judges);
        foreach (JudgeView judge in judges)
        {
            foreach (LimitKind kind in Shaping.Where(kind => memory.Asks(judge, kind)))
            {
                tracker.AnyOf([judge], kind);
            }
        }

        if (_bounce is { } bounce && memory.Asks(bounce.View, LimitKind.AddressMask))
        {
            tracker.AllOf(bounce.View, bounce.Caps[^1].Kinds);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<TrackedLimit> Limits => _tracker.Limits;

    /// <inheritdoc/>
    public string? SatDoubt { get; }

    /// <inheritdoc/>
    public string? UnsatDoubt { get; }

    private static LimitKind[] Shaping => [LimitKind.MaxSegmentSize, LimitKind.SegmentBoundaryMask, LimitKind.AddressMask];

    /// <inheritdoc/>
    public string? Assume(IReadOnlyCollection<TrackedLimit> limits)
    {
        List<BoolExpr> when = [];
        ulong longest = Longest(limits, when);
        IReadOnlyList<JudgeView> cutting = Cells.Cutting(Assumed(LimitKind.SegmentBoundaryMask, limits));
        when.AddRange(cutting.Select(judge => Literal(judge, LimitKind.SegmentBoundaryMask)));
        (Int128 first, Int128 end) = Reach(limits, when);
        _offers = [];
        bool isStated = TryOffer(first, end, longest, cutting);
        if (_bounce is not null && Assumed(LimitKind.AddressMask, limits).Any())
        {
            (LimitKind[] kinds, ulong pages) = _bounce.Caps.Last(cap => cap.Kinds.All(kind => IsAssumed(_bounce.View, kind, limits)));
            when.Add(_tracker.AllOf(_bounce.View, kinds));
            isStated = isStated && TryOffer(0, PfnRun.MaxEndPfn, Math.Min(longest, pages), cutting);
        }

        if (!isStated)
        {
            return "boundary windows with different bus offsets cut the extents into too many parts";
        }

        BoolExpr fits = _scope.Or([.. _offers.Select(offer => _scope.Le(_scope.Session.Number(_memory.Needed), offer.Total))]);
        _scope.Assert(when.Count == 0 ? fits : _scope.Implies(_scope.And([.. when]), fits));
        return null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<PfnRun>? Read(Model model)
    {
        foreach (Offer offer in _offers)
        {
            Dictionary<ulong, ulong> pieces = offer.Pieces.ToDictionary(p => p.Key, p => (ulong)_scope.Value(model, p.Value).BigInteger);
            if (pieces.Aggregate(UInt128.Zero, (sum, p) => sum + ((UInt128)p.Key * p.Value)) >= _memory.Needed)
            {
                return CellWitness.Of(_memory, offer.Cells, offer.Longest, pieces);
            }
        }

        throw new WitnessException("no pieces hold the buffer");
    }

    /// <summary>What a range of page frames offers in segments of so many pages; false for too many cells.</summary>
    private bool TryOffer(Int128 first, Int128 end, ulong longest, IReadOnlyList<JudgeView> cutting)
    {
        IReadOnlyList<Cells>? cells = Cells.Of(_memory.Within(first, end), cutting);
        if (cells is null)
        {
            return false;
        }

        if (_multiples is { } multiples)
        {
            cells = [.. cells.Select(c => c.Whole(multiples.GapPages, multiples.OffsetPages)).OfType<Cells>()];
            longest -= longest % multiples.GapPages;
        }

        _offers.Add(State(longest == 0 ? [] : cells, longest));
        return true;
    }

    private ulong Longest(IReadOnlyCollection<TrackedLimit> limits, List<BoolExpr> when)
    {
        if (Assumed(LimitKind.MaxSegmentSize, limits).MinBy(j => j.MaxPages) is not { } shortest)
        {
            return PfnRun.MaxEndPfn;
        }

        when.Add(Literal(shortest, LimitKind.MaxSegmentSize));
        return shortest.MaxPages;
    }

    private (Int128 First, Int128 End) Reach(IReadOnlyCollection<TrackedLimit> limits, List<BoolExpr> when)
    {
        JudgeView[] reaching = [.. Assumed(LimitKind.AddressMask, limits)];
        if (reaching.Length == 0)
        {
            return (0, PfnRun.MaxEndPfn);
        }

        JudgeView highest = reaching.MaxBy(j => _memory.Reach(j).First)!;
        JudgeView lowest = reaching.MinBy(j => _memory.Reach(j).End)!;
        when.AddRange(((JudgeView[])[highest, lowest]).Distinct().Select(judge => Literal(judge, LimitKind.AddressMask)));
        return (_memory.Reach(highest).First, _memory.Reach(lowest).End);
    }

    private Offer State(IReadOnlyList<Cells> all, ulong longest)
    {
        Dictionary<ulong, UInt128> offered = [];
        foreach (Cells cells in all)
        {
            Count(offered, longest, (UInt128)cells.HowMany * (cells.Pages / longest));
            Count(offered, cells.Pages % longest, cells.HowMany);
        }

        Dictionary<ulong, IntExpr> pieces = [];
        List<ArithExpr> pages = [_scope.Session.Number(0)];
        List<ArithExpr> used = [_scope.Session.Number(0)];
        foreach ((ulong size, UInt128 howMany) in offered)
        {
            IntExpr number = _scope.Session.Integer($"pieces_{_unknowns++}");
            _scope.Assert(_scope.Ge(number, _scope.Session.Number(0)));
            _scope.Assert(_scope.Le(number, _scope.Session.Number((Int128)howMany)));
            pages.Add(_scope.Mul(_scope.Session.Number(size), number));
            used.Add(number);
            pieces.Add(size, number);
        }

        _scope.Assert(_scope.Le(_scope.Add([.. used]), _segments));
        return new Offer(all, longest, pieces, _scope.Add([.. pages]));
    }

    private static void Count(Dictionary<ulong, UInt128> offered, ulong size, UInt128 howMany)
    {
        if (size > 0 && howMany > 0)
        {
            offered[size] = offered.GetValueOrDefault(size) + howMany;
        }
    }

    private IEnumerable<JudgeView> Assumed(LimitKind kind, IReadOnlyCollection<TrackedLimit> limits) =>
        _judges.Where(judge => _memory.Asks(judge, kind) && IsAssumed(judge, kind, limits));

    private bool IsAssumed(JudgeView judge, LimitKind kind, IReadOnlyCollection<TrackedLimit> limits) =>
        limits.Any(l => l.Pair.Limit == kind && l.Literal.Equals(Literal(judge, kind)));

    private BoolExpr Literal(JudgeView judge, LimitKind kind) => _tracker.AnyOf([judge], kind);

    /// <summary>One reading of what there is: cells, pages of a segment, numbers of pieces by their pages, and the pages of all.</summary>
    private sealed record Offer(IReadOnlyList<Cells> Cells, ulong Longest, Dictionary<ulong, IntExpr> Pieces, ArithExpr Total);
}
