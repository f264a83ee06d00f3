using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>
/// Storage for judges who cut it each for itself, of whole extents and the beginning of one more. What a judge needs for a whole extent is a
/// constant, so that little is left to search:
/// <code>
/// pages  the sum of pages * whole over all extents, and t, are the buffer's
/// count  the sum of segments * whole over all extents, and c, at most
/// rest   of the extent that is not whole:  c >= segments of its first t pages, by window edges before it and pages behind
/// </code>
/// Most questions that are sat have such storage, and it is found where free pieces of many extents are not. Unsat proves nothing.
/// Extents are what all judges reach; under a gap rule also whole multiples of the coarsest, and the rest is the buffer's end.
/// </summary>
internal sealed class WholeEncoding : IPlacementEncoding
{
    private readonly SolverScope _scope;
    private readonly FreeMemory _memory;
    private readonly List<PfnRun> _extents;
    private readonly IntExpr[] _whole;
    private readonly IntExpr _pages;
    private readonly IntExpr _rest;
    private readonly bool _hasGap;

    /// <summary>States everything; all limits are assumed.</summary>
    /// <param name="scope">Where it is stated.</param>
    /// <param name="memory">Extents and buffer.</param>
    /// <param name="judges">Each has a table of its own; at least one.</param>
    /// <param name="leftOut">What else the storage has to be good for, as the reason of a doubt.</param>
    public WholeEncoding(SolverScope scope, FreeMemory memory, IReadOnlyList<JudgeView> judges, string? leftOut)
    {
        (_scope, _memory) = (scope, memory);
        _hasGap = judges.Any(j => j.GapPages > 1);
        _extents = [.. WholePieces.Usable(memory, judges)];
        _whole = [.. _extents.Select((_, i) => scope.Session.Integer($"whole_{i}"))];
        (_pages, _rest) = (scope.Session.Integer("rest_pages"), scope.Session.Integer("rest_of"));
        SatDoubt = _hasGap ? "a gap mask above a page, which is not stated for extents of this size" : leftOut;
        foreach (IntExpr whole in _whole)
        {
            Assert(Between(0, whole, 1));
        }

        Assert(Between(-1, _rest, _extents.Count - 1));
        Assert(_scope.Ge(_pages, Number(0)));
        Assert(_scope.Eq(
            _scope.Add([_pages, .. _extents.Select((extent, i) => _scope.Mul(Number(extent.Pages), _whole[i]))]), Number(memory.Needed)));
        Assert(_scope.Implies(IsRest(-1), _scope.Le(_pages, Number(0))));
        for (int i = 0; i < _extents.Count; i++)
        {
            Assert(_scope.Implies(IsRest(i), _scope.And(
                _scope.Le(_whole[i], Number(0)), _scope.Le(_pages, Number(_extents[i].Pages)))));
        }

        foreach (JudgeView judge in judges.Where(memory.AsksCuts))
        {
            AskCount(judge);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<TrackedLimit> Limits => [];

    /// <inheritdoc/>
    public string? SatDoubt { get; }

    /// <inheritdoc/>
    public string UnsatDoubt => "no storage of whole extents serves all";

    /// <inheritdoc/>
    public string? Assume(IReadOnlyCollection<TrackedLimit> limits) => null;

    /// <inheritdoc/>
    public IReadOnlyList<PfnRun> Read(Model model)
    {
        int rest = (int)_scope.Value(model, _rest).BigInteger;
        ulong pages = (ulong)_scope.Value(model, _pages).BigInteger;
        IEnumerable<PfnRun> whole = _extents.Where((_, i) => _scope.Value(model, _whole[i]).Int == 1);
        PfnRun[] partial = pages == 0 ? [] : [_extents[rest] with { Pages = pages }];
        return CellWitness.Cut(
            _hasGap ? [.. whole, .. partial] : [.. whole.Concat(partial).OrderBy(run => run.FirstPfn)], _memory.Needed);
    }

    private void AskCount(JudgeView judge)
    {
        ulong longest = WholePieces.Longest(judge);
        if (!WholePieces.CanCut(judge))
        {
            Assert(_scope.Le(Number(1), Number(0)));
            return;
        }

        IntExpr count = _scope.Session.Integer($"rest_segments_{judge.Index}");
        IntExpr edges = _scope.Session.Integer($"rest_edges_{judge.Index}");
        IntExpr behind = _scope.Session.Integer($"rest_behind_{judge.Index}");
        Assert(_scope.Ge(count, Number(0)));
        List<ArithExpr> segments = [count];
        for (int i = 0; i < _extents.Count; i++)
        {
            var windows = Windows.Of(_extents[i], judge);
            segments.Add(_scope.Mul(Number((Int128)WholePieces.Segments(windows, longest)), _whole[i]));
            Assert(_scope.Implies(IsRest(i), RestIn(windows, longest, count, edges, behind)));
        }

        Assert(_scope.Le(_scope.Add([.. segments]), Number(judge.Judge.Limits.MaxSegmentCount)));
    }

    /// <summary>Either all of it is in the first window, or it goes on through so many whole ones and less than one behind them.</summary>
    private BoolExpr RestIn(Windows windows, ulong longest, IntExpr count, IntExpr edges, IntExpr behind)
    {
        BoolExpr inOne = _scope.And(
            _scope.Le(_pages, Number(windows.First == 0 ? windows.WindowPages : windows.First)), Holds(longest, count, _pages));
        if (windows.Count == 1)
        {
            return inOne;
        }

        ArithExpr last = _scope.Sub(_pages, _scope.Add(Number(windows.First), _scope.Mul(Number(windows.WindowPages), edges)));
        return _scope.Or(inOne, _scope.And(
            _scope.Ge(edges, Number(0)),
            _scope.Le(Number(0), last),
            _scope.Le(last, Number((Int128)windows.WindowPages - 1)),
            Holds(longest, behind, last),
            _scope.Le(
                _scope.Add(
                    Number(WholePieces.Segments(windows.First, longest)),
                    _scope.Mul(Number(WholePieces.Segments(windows.WindowPages, longest)), edges),
                    behind),
                count)));
    }

    private BoolExpr Holds(ulong each, IntExpr segments, ArithExpr pages) => _scope.Ge(_scope.Mul(Number(each), segments), pages);

    private BoolExpr IsRest(int extent) => _scope.Eq(_rest, Number(extent));

    private BoolExpr Between(int least, IntExpr value, int most) =>
        _scope.And(_scope.Le(Number(least), value), _scope.Le(value, Number(most)));

    private void Assert(BoolExpr fact) => _scope.Assert(fact);

    private IntExpr Number(Int128 value) => _scope.Session.Number(value);
}
