using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>
/// Storage for judges who cut it each for itself: some pieces [a, a + l) of each extent, in ascending order, and for every judge a number c
/// of segments of each piece. Numbers of segments have upper bounds only, so each quotient is an unknown with a bound on one side, and all
/// is linear:
/// <code>
/// size      M * c >= l
/// boundary  c >= r - q  where  W * q &lt;= a  and  a + l &lt;= W * r
/// both      c >= x + (f - g) * ceil(W / M) + y  where  a &lt;= W * g &lt; a + W,  W * f &lt;= a + l &lt; W * (f + 1),
///           M * x >= W * g - a  and  M * y >= a + l - W * f;  or a piece within one window, which only has a size
/// reach     l = 0, or the piece lies within
/// count     the sum of all c at most
/// </code>
/// An extent without window edges inside needs one piece, since two that are moved together never take more segments. With n edges inside
/// it needs n: between two pieces that cannot be moved together lies a part of a window that has both its edges inside.
/// Extents with more than a few edges get fewer pieces, and unsat then proves nothing. Gap rules are left out, and sat is believed only
/// if the storage passes every rule.
/// </summary>
internal sealed class ExtentEncoding : IPlacementEncoding
{
    /// <summary>Pieces for one extent; each is two unknowns, and up to six for each judge.</summary>
    private const int MostPieces = 4;

    private readonly SolverScope _scope;
    private readonly LimitTracker _tracker;
    private readonly FreeMemory _memory;
    private readonly List<Piece> _pieces = [];

    /// <summary>States everything: two unknowns for each piece, and a few more for each piece and judge.</summary>
    public ExtentEncoding(SolverScope scope, LimitTracker tracker, FreeMemory memory, IReadOnlyList<JudgeView> judges)
    {
        (_scope, _tracker, _memory) = (scope, tracker, memory);
        SatDoubt = judges.Any(j => j.GapPages > 1) ? "a gap mask above a page, which is not stated for extents of this size" : null;
        bool isComplete = true;
        foreach (PfnRun extent in memory.Extents)
        {
            UInt128 needed = PiecesOf(extent, judges);
            isComplete &= needed <= MostPieces;
            AddPieces(extent, (int)UInt128.Min(needed, MostPieces));
        }

        UnsatDoubt = isComplete ? null
            : $"each judge alone has a table, and no storage of {MostPieces} pieces an extent serves all; boundary windows allow for more pieces";
        scope.Assert(scope.Le(Number(memory.Needed), scope.Add([.. _pieces.Select(p => (ArithExpr)p.Pages), Number(0)])));
        OrderAlike(judges);
        foreach (JudgeView judge in judges)
        {
            AskAll(judge);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<TrackedLimit> Limits => _tracker.Limits;

    /// <inheritdoc/>
    public string? SatDoubt { get; }

    /// <inheritdoc/>
    public string? UnsatDoubt { get; }

    /// <inheritdoc/>
    public string? Assume(IReadOnlyCollection<TrackedLimit> limits) => null;

    /// <inheritdoc/>
    public IReadOnlyList<PfnRun> Read(Model model) => CellWitness.Cut(
        [.. _pieces.Select(piece => new PfnRun(
            (ulong)_scope.Value(model, piece.Start).BigInteger, (ulong)_scope.Value(model, piece.Pages).BigInteger))],
        _memory.Needed);

    private void AskAll(JudgeView judge)
    {
        AskReach(judge);
        if (!_memory.AsksCuts(judge))
        {
            return;
        }

        List<BoolExpr> bySize = [];
        List<BoolExpr> byWindow = [];
        List<BoolExpr> byBoth = [];
        List<ArithExpr> segments = [];
        for (int i = 0; i < _pieces.Count; i++)
        {
            Piece piece = _pieces[i];
            IntExpr count = Unknown("c", judge, i);
            segments.Add(count);
            _scope.Assert(_scope.Le(piece.Pages, _scope.Mul(Number(piece.Extent.Pages), count)));
            if (piece.Extent.Pages > judge.MaxPages)
            {
                bySize.Add(Holds(judge.MaxPages, count, piece.Pages));
            }

            if (Windows.Of(piece.Extent, judge).Count > 1)
            {
                byWindow.Add(TouchesAtMost(judge, i, count));
                if (judge.MaxPages < judge.WindowPages)
                {
                    byBoth.Add(CutAtEdges(judge, i, count));
                }
            }
        }

        Ask(judge, LimitKind.MaxSegmentSize, bySize);
        Ask(judge, LimitKind.SegmentBoundaryMask, byWindow);
        if (byBoth.Count > 0 && _memory.Asks(judge, LimitKind.MaxSegmentSize))
        {
            _scope.Assert(_scope.Implies(
                _scope.And(_tracker.AnyOf([judge], LimitKind.MaxSegmentSize), _tracker.AnyOf([judge], LimitKind.SegmentBoundaryMask)),
                _scope.And([.. byBoth])));
        }

        Ask(judge, LimitKind.MaxSegmentCount, [_scope.Le(_scope.Add([.. segments, Number(0)]), Number(judge.Judge.Limits.MaxSegmentCount))]);
    }

    /// <summary>Window edges inside an extent, 1 at least; those that judges with different phases share count for each.</summary>
    private static UInt128 PiecesOf(PfnRun extent, IReadOnlyList<JudgeView> judges)
    {
        UInt128 edges = 0;
        foreach (JudgeView judge in Cells.Cutting(judges))
        {
            edges += Windows.Of(extent, judge).Count - 1;
        }

        return UInt128.Max(1, UInt128.Min(edges, (extent.Pages + 1) / 2));
    }

    private void AddPieces(PfnRun extent, int howMany)
    {
        ArithExpr from = Number(extent.FirstPfn);
        for (int i = 0; i < howMany; i++)
        {
            var piece = new Piece(
                extent, _scope.Session.Integer($"a_{_pieces.Count}"), _scope.Session.Integer($"l_{_pieces.Count}"));
            _scope.Assert(_scope.Le(from, piece.Start));
            _scope.Assert(_scope.Ge(piece.Pages, Number(0)));
            from = _scope.Add(piece.Start, piece.Pages);
            _pieces.Add(piece);
        }

        _scope.Assert(_scope.Le(from, Number(extent.EndPfn)));
    }

    /// <summary>Extents that no rule tells apart are used in order, the largest part first.</summary>
    private void OrderAlike(IReadOnlyList<JudgeView> judges)
    {
        foreach (IGrouping<ulong, Piece> alike in _pieces
            .Where(piece => judges.All(judge => Windows.Of(piece.Extent, judge).Count == 1 && IsInReach(judge, piece.Extent)))
            .GroupBy(piece => piece.Extent.Pages))
        {
            foreach ((Piece more, Piece less) in alike.Zip(alike.Skip(1)))
            {
                _scope.Assert(_scope.Ge(more.Pages, less.Pages));
            }
        }
    }

    private BoolExpr TouchesAtMost(JudgeView judge, int i, IntExpr count)
    {
        (ArithExpr start, ArithExpr end) = Bus(judge, _pieces[i]);
        (IntExpr first, IntExpr behind) = (Unknown("q", judge, i), Unknown("r", judge, i));
        _scope.Assert(_scope.Le(WindowStart(judge, first), start));
        _scope.Assert(_scope.Le(end, WindowStart(judge, behind)));
        return _scope.Or(IsEmpty(_pieces[i]), _scope.Le(_scope.Sub(behind, first), count));
    }

    private BoolExpr CutAtEdges(JudgeView judge, int i, IntExpr count)
    {
        (ArithExpr start, ArithExpr end) = Bus(judge, _pieces[i]);
        (IntExpr inWindow, IntExpr first, IntExpr last) = (Unknown("w", judge, i), Unknown("g", judge, i), Unknown("f", judge, i));
        (IntExpr before, IntExpr behind) = (Unknown("x", judge, i), Unknown("y", judge, i));
        IntExpr window = Number(judge.WindowPages);
        ulong each = (judge.WindowPages / judge.MaxPages) + (judge.WindowPages % judge.MaxPages == 0 ? 0UL : 1UL);
        BoolExpr inOne = _scope.And(
            _scope.Le(WindowStart(judge, inWindow), start),
            _scope.Le(end, _scope.Add(WindowStart(judge, inWindow), window)));
        ArithExpr firstPart = _scope.Sub(WindowStart(judge, first), start);
        ArithExpr lastPart = _scope.Sub(end, WindowStart(judge, last));
        BoolExpr cut = _scope.And(
            _scope.And(_scope.Le(Number(0), firstPart), _scope.Le(firstPart, Number((Int128)judge.WindowPages - 1))),
            _scope.And(_scope.Le(Number(0), lastPart), _scope.Le(lastPart, Number((Int128)judge.WindowPages - 1))),
            _scope.Le(first, last),
            Holds(judge.MaxPages, before, firstPart),
            Holds(judge.MaxPages, behind, lastPart),
            _scope.Le(_scope.Add(before, _scope.Mul(Number(each), _scope.Sub(last, first)), behind), count));
        return _scope.Or(IsEmpty(_pieces[i]), inOne, cut);
    }

    private void AskReach(JudgeView judge)
    {
        (Int128 first, Int128 end) = _memory.Reach(judge);
        List<BoolExpr> demands = [];
        foreach (Piece piece in _pieces.Where(piece => !IsInReach(judge, piece.Extent)))
        {
            demands.Add(_scope.Or(IsEmpty(piece), _scope.And(
                _scope.Le(Number(first), piece.Start), _scope.Le(_scope.Add(piece.Start, piece.Pages), Number(end)))));
        }

        Ask(judge, LimitKind.AddressMask, demands);
    }

    private bool IsInReach(JudgeView judge, PfnRun extent) =>
        _memory.Reach(judge) is var (first, end) && first <= extent.FirstPfn && extent.EndPfn <= end;

    private void Ask(JudgeView judge, LimitKind kind, IReadOnlyCollection<BoolExpr> demands)
    {
        if (_memory.Asks(judge, kind))
        {
            _tracker.Ask([judge], kind, demands);
        }
    }

    private (ArithExpr Start, ArithExpr End) Bus(JudgeView judge, Piece piece)
    {
        ArithExpr start = _scope.Sub(piece.Start, Number(judge.OffsetPages));
        return (start, _scope.Add(start, piece.Pages));
    }

    private BoolExpr Holds(ulong each, IntExpr segments, ArithExpr pages) => _scope.Ge(_scope.Mul(Number(each), segments), pages);

    private ArithExpr WindowStart(JudgeView judge, IntExpr number) => _scope.Mul(Number(judge.WindowPages), number);

    private BoolExpr IsEmpty(Piece piece) => _scope.Le(piece.Pages, Number(0));

    private IntExpr Unknown(string name, JudgeView judge, int piece) => _scope.Session.Integer($"{name}_{piece}_{judge.Index}");

    private IntExpr Number(Int128 value) => _scope.Session.Number(value);

    private sealed record Piece(PfnRun Extent, IntExpr Start, IntExpr Pages);
}
