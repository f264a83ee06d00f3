using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>
/// Any layout at all, as numbers of pieces. Memory within reach falls into windows, and k segments in a window of x pages hold at
/// most min(k * M, x) of them, so a table of n segments holds no more than n pieces of these kinds:
/// <code>
/// M pages        as many as fit whole into each window
/// x mod M pages  one for each window of x pages
/// </code>
/// Under a gap rule of G pages, two pieces (the buffer's first and last) of up to min(M, window) pages, and others of that
/// rounded down to a multiple of G. A size limit, a boundary limit and a reach bound the pages together: each combination is one
/// implication with its own unknowns.
/// </summary>
/// <remarks>
/// Without a gap rule this is exact: the pieces exist, so a buffer can be put together from them. With one it is a necessary
/// condition.
/// </remarks>
internal sealed class PieceEncoding
{
    private readonly SolverScope _scope;
    private readonly LimitTracker _tracker;
    private readonly Memory _memory;
    private readonly IReadOnlyList<JudgeView> _judges;
    private readonly IntExpr _segments;
    private int _unknowns;

    /// <summary>Asserts everything in the scope: a few terms for each combination of different sizes, boundaries and reaches.</summary>
    public PieceEncoding(SolverScope scope, LimitTracker tracker, Memory memory, IReadOnlyList<JudgeView> judges)
    {
        (_scope, _tracker, _memory, _judges) = (scope, tracker, memory, judges);
        _segments = scope.Session.Integer("segments");
        scope.Assert(scope.Le(_segments, scope.Session.Number(memory.Pages)));
        CommonRules.AskCount(scope, tracker, _segments, memory.Pages, judges);

        foreach ((BoolExpr[] bySize, ulong size) in Choices(LimitKind.MaxSegmentSize, j => j.MaxPages, memory.Pages))
        {
            foreach ((BoolExpr[] byWindow, ulong window) in
                Choices(LimitKind.SegmentBoundaryMask, j => j.WindowPages, PfnRun.MaxEndPfn))
            {
                BoundByReach([.. bySize, .. byWindow], size, window);
                BoundByGap([.. bySize, .. byWindow], Math.Min(size, window));
            }
        }
    }

    /// <summary>The limits that ask for something here.</summary>
    public IReadOnlyList<TrackedLimit> Limits => _tracker.Limits;

    /// <summary>Pieces of one window: the full ones and what is left of it.</summary>
    public static IEnumerable<(ulong Pages, UInt128 HowMany)> PiecesOf(Windows windows, ulong size)
    {
        (ulong Pages, ulong HowMany)[] kinds = [(windows.First, 1), (windows.WindowPages, windows.Whole), (windows.Last, 1)];
        foreach ((ulong pages, ulong howMany) in kinds)
        {
            yield return (size, (UInt128)howMany * (pages / size));
            yield return (pages % size, howMany);
        }
    }

    private void BoundByReach(BoolExpr[] when, ulong size, ulong window)
    {
        Bound(when, size, window, _memory.End);
        foreach (IGrouping<ulong, JudgeView> alike in _judges.GroupBy(j => j.Judge.Limits.AddressMask))
        {
            BoolExpr byReach = _tracker.AnyOf(alike, LimitKind.AddressMask);
            Bound([.. when, byReach], size, window, _memory.EndWithin(alike.Key));
        }
    }

    private void Bound(BoolExpr[] when, ulong size, ulong window, Int128 end)
    {
        ulong pages = (ulong)Int128.Max(0, end - _memory.First);
        Bound(when, PiecesOf(Windows.Of(_memory.First, pages, window), size));
    }

    private void BoundByGap(BoolExpr[] when, ulong longest)
    {
        foreach (IGrouping<ulong, JudgeView> alike in _judges.Where(j => j.GapPages > 1).GroupBy(j => j.GapPages))
        {
            BoolExpr byGap = _tracker.AnyOf(alike, LimitKind.VirtBoundaryMask);
            Bound([.. when, byGap], [(longest, 2), (longest / alike.Key * alike.Key, _memory.Pages)]);
        }
    }

    /// <summary>When these limits are assumed, the buffer's pages fit into so many pieces of each kind, one segment each.</summary>
    private void Bound(BoolExpr[] when, IEnumerable<(ulong Pages, UInt128 HowMany)> pieces)
    {
        List<ArithExpr> pages = [_scope.Session.Number(0)];
        List<ArithExpr> used = [_scope.Session.Number(0)];
        foreach ((ulong size, UInt128 howMany) in pieces.Where(p => p.Pages > 0 && p.HowMany > 0))
        {
            IntExpr number = _scope.Session.Integer($"pieces_{_unknowns++}");
            _scope.Assert(_scope.Ge(number, _scope.Session.Number(0)));
            _scope.Assert(_scope.Le(number, _scope.Session.Number((Int128)howMany)));
            pages.Add(_scope.Mul(_scope.Session.Number(size), number));
            used.Add(number);
        }

        BoolExpr fits = _scope.Le(_scope.Session.Number(_memory.Pages), _scope.Add([.. pages]));
        _scope.Assert(_scope.Le(_scope.Add([.. used]), _segments));
        _scope.Assert(when.Length == 0 ? fits : _scope.Implies(_scope.And(when), fits));
    }

    /// <summary>Each value below a bound that limits of one kind have, with who asks for it; and no such limit, which nobody asks for.</summary>
    private IEnumerable<(BoolExpr[] When, ulong Value)> Choices(LimitKind kind, Func<JudgeView, ulong> value, ulong bound)
    {
        const ulong none = 2 * PfnRun.MaxEndPfn;
        yield return ([], none);
        foreach (IGrouping<ulong, JudgeView> alike in _judges.GroupBy(value).Where(alike => alike.Key < bound))
        {
            yield return ([_tracker.AnyOf(alike, kind)], alike.Key);
        }
    }
}
