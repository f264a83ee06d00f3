using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>
/// Storage for several tables: some pieces [a, a + l) of each extent, in ascending order, and for every table a number c
/// of segments of each piece. Numbers of segments have upper bounds only, so each quotient is an unknown with a bound on one side, and all
/// is linear:
/// <code>
/// size      M * c >= l
/// boundary  c >= r - q  where  W * q &lt;= a  and  a + l &lt;= W * r
/// both      c >= x + (f - g) * ceil(W / M) + y  where  a &lt;= W * g &lt; a + W,  W * f &lt;= a + l &lt; W * (f + 1),
///           M * x >= W * g - a  and  M * y >= a + l - W * f;  or a piece within one window, which only has a size
/// reach     l = 0, or the piece lies within
/// count     the sum of all c at most
/// bounce    everything lies within, or the size of the longest bounce
/// </code>
/// Judges who share a table share c, and each size goes with each boundary; where windows nest, the tightest two are among them.
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
    public ExtentEncoding(SolverScope scope, LimitTracker tracker, FreeMemory memory, IReadOnlyList<PlacementTable> tables)
    {
        JudgeView[] judges = [.. tables.SelectMany(table => table.Judges)];
        (_scope, _tracker, _memory) = (scope, tracker, memory);
        SatDoubt = judges.Any(j => j.GapPages > 1) ? "a gap mask above a page, which is not stated for extents of this size"
            : tables.Any(table => Cells.Cutting(table.Judges.Where(j => memory.Asks(j, LimitKind.SegmentBoundaryMask))).Count > 1)
                ? "one table for judges whose boundary windows do not nest, which is not stated for extents of this size"
            : null;
        bool isComplete = true;
        foreach (PfnRun extent in memory.Extents)
        {
            UInt128 needed = Cells.PiecesOf(extent, judges);
            isComplete &= needed <= MostPieces;
            AddPieces(extent, (int)UInt128.Min(needed, MostPieces));
        }

        UnsatDoubt = isComplete ? null
            : $"each judge alone has a table, and no storage of {MostPieces} pieces an extent serves all; boundary windows allow for more pieces";
        scope.Assert(scope.Le(Number(memory.Needed), scope.Add([.. _pieces.Select(p => (ArithExpr)p.Pages), Number(0)])));
        OrderAlike(judges);
        foreach (PlacementTable table in tables)
        {
            AskAll(table);
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

    private void AskAll(PlacementTable table)
    {
        if (table.Bounce is null)
        {
            foreach (JudgeView judge in table.Judges)
            {
                Ask(judge, LimitKind.AddressMask, InReach(judge));
            }
        }

        if (table.Judges is not [var first, ..] || (table.Bounce is null && !table.Judges.Any(_memory.AsksCuts)))
        {
            return;
        }

        IntExpr[] counts = [.. _pieces.Select((_, i) => Unknown("c", first, i))];
        for (int i = 0; i < counts.Length; i++)
        {
            _scope.Assert(_scope.Le(_pieces[i].Pages, _scope.Mul(Number(_pieces[i].Extent.Pages), counts[i])));
        }

        foreach (JudgeView judge in table.Judges)
        {
            Ask(judge, LimitKind.SegmentBoundaryMask, [.. Cut(judge).Select(i => TouchesAtMost(judge, i, counts[i]))]);
            if (_memory.Asks(judge, LimitKind.MaxSegmentSize))
            {
                AskSize(table, counts, judge.MaxPages, _tracker.AnyOf([judge], LimitKind.MaxSegmentSize), $"{judge.Index}");
            }

            Ask(judge, LimitKind.MaxSegmentCount, [_scope.Le(_scope.Add([.. counts, Number(0)]), Number(judge.Judge.Limits.MaxSegmentCount))]);
        }

        if (table.Bounce is { } bounce && _memory.Asks(bounce.View, LimitKind.AddressMask))
        {
            AskBounce(table, bounce, counts);
        }
    }

    private void AskBounce(PlacementTable table, BounceView bounce, IntExpr[] counts)
    {
        BoolExpr reachesAll = _scope.Session.Boolean($"reaches_all_{bounce.View.Index}");
        _scope.Assert(_scope.Implies(reachesAll, _scope.And([.. InReach(bounce.View)])));
        for (int i = 0; i < bounce.Caps.Count; i++)
        {
            (LimitKind[] kinds, ulong pages) = bounce.Caps[i];
            if (_memory.HasLonger(pages))
            {
                BoolExpr copies = _scope.And(_tracker.AllOf(bounce.View, kinds), _scope.Not(reachesAll));
                AskSize(table, counts, pages, copies, $"copy_{i}_{bounce.View.Index}");
            }
        }
    }

    /// <summary>Under a condition no segment has more pages, those at the edges of the windows of any judge of the table included.</summary>
    private void AskSize(PlacementTable table, IntExpr[] counts, ulong longest, BoolExpr when, string name)
    {
        BoolExpr[] alone = [.. Enumerable.Range(0, counts.Length)
            .Where(i => _pieces[i].Extent.Pages > longest)
            .Select(i => Holds(longest, counts[i], _pieces[i].Pages))];
        if (alone.Length > 0)
        {
            _scope.Assert(_scope.Implies(when, _scope.And(alone)));
        }

        foreach (JudgeView judge in table.Judges.Where(judge => longest > 0 && longest < judge.WindowPages))
        {
            BoolExpr[] atEdges = [.. Cut(judge).Select(i => CutAtEdges(judge, i, counts[i], longest, name))];
            if (atEdges.Length > 0)
            {
                _scope.Assert(_scope.Implies(
                    _scope.And(when, _tracker.AnyOf([judge], LimitKind.SegmentBoundaryMask)), _scope.And(atEdges)));
            }
        }
    }

    /// <summary>Pieces whose extents have edges of a judge's windows inside.</summary>
    private IEnumerable<int> Cut(JudgeView judge) =>
        Enumerable.Range(0, _pieces.Count).Where(i => Windows.Of(_pieces[i].Extent, judge).Count > 1);

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
            .Where(piece => judges.All(judge => Windows.Of(piece.Extent, judge).Count == 1 && _memory.Reaches(judge, piece.Extent)))
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

    private BoolExpr CutAtEdges(JudgeView judge, int i, IntExpr count, ulong longest, string size)
    {
        (ArithExpr start, ArithExpr end) = Bus(judge, _pieces[i]);
        (IntExpr inWindow, IntExpr first, IntExpr last) = (Named("w"), Named("g"), Named("f"));
        (IntExpr before, IntExpr behind) = (Named("x"), Named("y"));
        IntExpr window = Number(judge.WindowPages);
        ulong each = (judge.WindowPages / longest) + (judge.WindowPages % longest == 0 ? 0UL : 1UL);
        BoolExpr inOne = _scope.And(
            _scope.Le(WindowStart(judge, inWindow), start),
            _scope.Le(end, _scope.Add(WindowStart(judge, inWindow), window)));
        ArithExpr firstPart = _scope.Sub(WindowStart(judge, first), start);
        ArithExpr lastPart = _scope.Sub(end, WindowStart(judge, last));
        BoolExpr cut = _scope.And(
            _scope.And(_scope.Le(Number(0), firstPart), _scope.Le(firstPart, Number((Int128)judge.WindowPages - 1))),
            _scope.And(_scope.Le(Number(0), lastPart), _scope.Le(lastPart, Number((Int128)judge.WindowPages - 1))),
            _scope.Le(first, last),
            Holds(longest, before, firstPart),
            Holds(longest, behind, lastPart),
            _scope.Le(_scope.Add(before, _scope.Mul(Number(each), _scope.Sub(last, first)), behind), count));
        return _scope.Or(IsEmpty(_pieces[i]), inOne, cut);

        IntExpr Named(string name) => Unknown($"{name}_{size}", judge, i);
    }

    private List<BoolExpr> InReach(JudgeView judge)
    {
        (Int128 first, Int128 end) = _memory.Reach(judge);
        List<BoolExpr> demands = [];
        foreach (Piece piece in _pieces.Where(piece => !_memory.Reaches(judge, piece.Extent)))
        {
            demands.Add(_scope.Or(IsEmpty(piece), _scope.And(
                _scope.Le(Number(first), piece.Start), _scope.Le(_scope.Add(piece.Start, piece.Pages), Number(end)))));
        }

        return demands;
    }

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
