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
/// limits offers together is stated when the set is assumed, by those of its limits that are the tightest.
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
    private IReadOnlyList<Cells> _cells = [];
    private Dictionary<ulong, IntExpr> _pieces = [];
    private ulong _longest;
    private int _unknowns;

    /// <param name="scope">Where it is stated.</param>
    /// <param name="tracker">Of this scope.</param>
    /// <param name="memory">Extents and buffer.</param>
    /// <param name="judges">All of them accept the table.</param>
    /// <param name="strictGap">Which reading of a gap rule.</param>
    /// <param name="hasOthers">Whether there are judges whose own tables the storage has to allow, too.</param>
    public CellEncoding(
        SolverScope scope,
        LimitTracker tracker,
        FreeMemory memory,
        IReadOnlyList<JudgeView> judges,
        bool strictGap,
        bool hasOthers = false)
    {
        (_scope, _tracker, _memory, _judges) = (scope, tracker, memory, judges);
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
        _longest = Longest(limits, when);
        IReadOnlyList<JudgeView> cutting = Cells.Cutting(Assumed(LimitKind.SegmentBoundaryMask, limits));
        when.AddRange(cutting.Select(judge => Literal(judge, LimitKind.SegmentBoundaryMask)));
        (Int128 first, Int128 end) = Reach(limits, when);

        IReadOnlyList<Cells>? cells = Cells.Of(_memory.Within(first, end), cutting);
        if (cells is null)
        {
            return "boundary windows with different bus offsets cut the extents into too many parts";
        }

        if (_multiples is { } multiples)
        {
            cells = [.. cells.Select(c => c.Whole(multiples.GapPages, multiples.OffsetPages)).OfType<Cells>()];
            _longest -= _longest % multiples.GapPages;
        }

        _cells = _longest == 0 ? [] : cells;
        State([.. when]);
        return null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<PfnRun>? Read(Model model) =>
        CellWitness.Of(_memory, _cells, _longest, _pieces.ToDictionary(p => p.Key, p => (ulong)_scope.Value(model, p.Value).BigInteger));

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

    private void State(BoolExpr[] when)
    {
        Dictionary<ulong, UInt128> offered = [];
        foreach (Cells cells in _cells)
        {
            Offer(offered, _longest, (UInt128)cells.HowMany * (cells.Pages / _longest));
            Offer(offered, cells.Pages % _longest, cells.HowMany);
        }

        _pieces = [];
        List<ArithExpr> pages = [_scope.Session.Number(0)];
        List<ArithExpr> used = [_scope.Session.Number(0)];
        foreach ((ulong size, UInt128 howMany) in offered)
        {
            IntExpr number = _scope.Session.Integer($"pieces_{_unknowns++}");
            _scope.Assert(_scope.Ge(number, _scope.Session.Number(0)));
            _scope.Assert(_scope.Le(number, _scope.Session.Number((Int128)howMany)));
            pages.Add(_scope.Mul(_scope.Session.Number(size), number));
            used.Add(number);
            _pieces.Add(size, number);
        }

        BoolExpr fits = _scope.Le(_scope.Session.Number(_memory.Needed), _scope.Add([.. pages]));
        _scope.Assert(_scope.Le(_scope.Add([.. used]), _segments));
        _scope.Assert(when.Length == 0 ? fits : _scope.Implies(_scope.And(when), fits));
    }

    private static void Offer(Dictionary<ulong, UInt128> offered, ulong size, UInt128 howMany)
    {
        if (size > 0 && howMany > 0)
        {
            offered[size] = offered.GetValueOrDefault(size) + howMany;
        }
    }

    private IEnumerable<JudgeView> Assumed(LimitKind kind, IReadOnlyCollection<TrackedLimit> limits) =>
        _judges.Where(judge => _memory.Asks(judge, kind) && limits.Any(l => l.Pair.Limit == kind && l.Literal.Equals(Literal(judge, kind))));

    private BoolExpr Literal(JudgeView judge, LimitKind kind) => _tracker.AnyOf([judge], kind);
}
