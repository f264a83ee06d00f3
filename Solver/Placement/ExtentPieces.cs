using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>
/// The storage of <see cref="ExtentEncoding"/>: some pieces [a, a + l) of each extent, in ascending order, and what can be said of one piece and one judge.
/// An extent without window edges inside needs one piece, since two that are moved together never take more segments. With n edges inside
/// it needs n: between two pieces that cannot be moved together lies a part of a window that has both its edges inside.
/// </summary>
internal sealed class ExtentPieces
{
    /// <summary>Pieces for one extent; each is two unknowns, and up to six for each judge.</summary>
    public const int Most = 4;

    private readonly SolverScope _scope;
    private readonly FreeMemory _memory;
    private readonly List<Piece> _pieces = [];

    /// <summary>States where the pieces may be, and that they hold the buffer together.</summary>
    public ExtentPieces(SolverScope scope, FreeMemory memory, IReadOnlyList<JudgeView> judges)
    {
        (_scope, _memory) = (scope, memory);
        AreEnough = true;
        foreach (PfnRun extent in memory.Extents)
        {
            UInt128 needed = Cells.PiecesOf(extent, judges);
            AreEnough &= needed <= Most;
            AddPieces(extent, (int)UInt128.Min(needed, Most));
        }

        scope.Assert(scope.Le(Number(memory.Needed), scope.Add([.. _pieces.Select(p => (ArithExpr)p.Pages), Number(0)])));
        OrderAlike(judges);
    }

    /// <summary>Whether no storage needs more pieces than there are.</summary>
    public bool AreEnough { get; }

    /// <summary>Pieces of all extents.</summary>
    public int Count => _pieces.Count;

    /// <summary>The pages that a piece has at most: those of its extent.</summary>
    public ulong ExtentPages(int piece) => _pieces[piece].Extent.Pages;

    /// <summary>Where a model puts the pieces, empty ones included.</summary>
    public IReadOnlyList<PfnRun> Read(Model model) =>
    [
        .. _pieces.Select(piece => new PfnRun(
            (ulong)_scope.Value(model, piece.Start).BigInteger, (ulong)_scope.Value(model, piece.Pages).BigInteger)),
    ];

    /// <summary>Pieces whose extents have edges of a judge's windows inside.</summary>
    public IEnumerable<int> Cut(JudgeView judge) =>
        Enumerable.Range(0, _pieces.Count).Where(i => Windows.Of(_pieces[i].Extent, judge).Count > 1);

    /// <summary>A piece has no more pages than so many segments of one size.</summary>
    public BoolExpr HasAtMost(int piece, ulong longest, IntExpr segments) => Holds(longest, segments, _pieces[piece].Pages);

    /// <summary>A piece lies in at most so many windows of a judge.</summary>
    public BoolExpr TouchesAtMost(JudgeView judge, int i, IntExpr count)
    {
        (ArithExpr start, ArithExpr end) = Bus(judge, _pieces[i]);
        (IntExpr first, IntExpr behind) = (Unknown("q", judge, i), Unknown("r", judge, i));
        _scope.Assert(_scope.Le(WindowStart(judge, first), start));
        _scope.Assert(_scope.Le(end, WindowStart(judge, behind)));
        return _scope.Or(IsEmpty(_pieces[i]), _scope.Le(_scope.Sub(behind, first), count));
    }

    /// <summary>
    /// A piece takes at most so many segments where none is longer and none crosses an edge of a judge's windows. The size is a part of the names of
    /// unknowns.
    /// </summary>
    public BoolExpr CutAtEdges(JudgeView judge, int i, IntExpr count, ulong longest, string size)
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

    /// <summary>What has to hold for everything to be in a judge's reach.</summary>
    public List<BoolExpr> InReach(JudgeView judge)
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

    /// <summary>A number of one piece and one judge.</summary>
    public IntExpr Unknown(string name, JudgeView judge, int piece) => _scope.Session.Integer($"{name}_{piece}_{judge.Index}");

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

    private (ArithExpr Start, ArithExpr End) Bus(JudgeView judge, Piece piece)
    {
        ArithExpr start = _scope.Sub(piece.Start, Number(judge.OffsetPages));
        return (start, _scope.Add(start, piece.Pages));
    }

    private BoolExpr Holds(ulong each, IntExpr segments, ArithExpr pages) => _scope.Ge(_scope.Mul(Number(each), segments), pages);

    private ArithExpr WindowStart(JudgeView judge, IntExpr number) => _scope.Mul(Number(judge.WindowPages), number);

    private BoolExpr IsEmpty(Piece piece) => _scope.Le(piece.Pages, Number(0));

    private IntExpr Number(Int128 value) => _scope.Session.Number(value);

    private sealed record Piece(PfnRun Extent, IntExpr Start, IntExpr Pages);
}
