using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>
/// Any layout at all, as a few segments by name: segment i is the bus pages [a_i, a_i + l_i), in ascending order of addresses, empty
/// when not needed. This says everything, the gap rule included; the price is a search through integers.
/// </summary>
internal sealed class SegmentEncoding
{
    private readonly SolverScope _scope;
    private readonly LimitTracker _tracker;
    private readonly Memory _memory;
    private readonly IReadOnlyList<JudgeView> _judges;
    private readonly IntExpr[] _start;
    private readonly IntExpr[] _pages;
    private readonly IntExpr _first;
    private readonly IntExpr _last;

    /// <summary>Asserts everything in the scope, for tables of at most so many segments.</summary>
    public SegmentEncoding(
        SolverScope scope, LimitTracker tracker, Memory memory, IReadOnlyList<JudgeView> judges, int segments)
    {
        (_scope, _tracker, _memory, _judges) = (scope, tracker, memory, judges);
        _start = [.. Enumerable.Range(0, segments).Select(i => scope.Session.Integer($"a_{i}"))];
        _pages = [.. Enumerable.Range(0, segments).Select(i => scope.Session.Integer($"l_{i}"))];
        (_first, _last) = (scope.Session.Integer("first"), scope.Session.Integer("last"));

        AssertOrder();
        AssertEnds();
        AskSize();
        AskBoundary();
        AskGap();
        AskReach();
        AskCount();
    }

    /// <summary>The segments, in the buffer's order, as page frames.</summary>
    public IReadOnlyList<PfnRun> Read(Model model)
    {
        (int first, int last) = ((int)Value(model, _first), (int)Value(model, _last));
        return [.. Enumerable.Range(0, _start.Length)
            .Where(i => Value(model, _pages[i]) > 0)
            .OrderBy(i => i == last && i != first ? 1 : i == first ? -1 : 0)
            .Select(i => new PfnRun((ulong)(Value(model, _start[i]) + _memory.OffsetPages), (ulong)Value(model, _pages[i])))];
    }

    private void AssertOrder()
    {
        _scope.Assert(_scope.Le(Number(_memory.First), _start[0]));
        for (int i = 0; i < _start.Length; i++)
        {
            _scope.Assert(_scope.Le(Number(0), _pages[i]));
            _scope.Assert(_scope.Le(End(i), i + 1 < _start.Length ? _start[i + 1] : Number(_memory.End)));
        }

        _scope.Assert(_scope.Eq(_scope.Add(_pages), Number(_memory.Pages)));
    }

    /// <summary>Which segments the buffer begins and ends in: the same only when it has no other.</summary>
    private void AssertEnds()
    {
        for (int i = 0; i < _start.Length; i++)
        {
            BoolExpr isFirst = _scope.Eq(_first, Number(i));
            BoolExpr isLast = _scope.Eq(_last, Number(i));
            _scope.Assert(_scope.Implies(_scope.Or(isFirst, isLast), IsUsed(i)));
            _scope.Assert(_scope.Implies(_scope.And(isFirst, isLast), _scope.Eq(_pages[i], Number(_memory.Pages))));
        }

        foreach (IntExpr end in (IntExpr[])[_first, _last])
        {
            _scope.Assert(_scope.And(_scope.Le(Number(0), end), _scope.Le(end, Number(_start.Length - 1))));
        }
    }

    private void AskSize()
    {
        foreach (IGrouping<ulong, JudgeView> alike in _judges.GroupBy(j => j.MaxPages))
        {
            _tracker.Ask(alike, LimitKind.MaxSegmentSize, [.. _pages.Select(pages => _scope.Le(pages, Number(alike.Key)))]);
        }
    }

    /// <summary>Segment i is in window number w: W * w is at most its start, and W * (w + 1) at least its end.</summary>
    private void AskBoundary()
    {
        foreach (IGrouping<ulong, JudgeView> alike in _judges.GroupBy(j => j.WindowPages))
        {
            List<BoolExpr> demands = [];
            for (int i = 0; i < _start.Length; i++)
            {
                ArithExpr window = _scope.Mul(Number(alike.Key), _scope.Session.Integer($"window_{i}_of_{alike.Key}"));
                demands.Add(_scope.Le(window, _start[i]));
                demands.Add(_scope.Le(End(i), _scope.Add(window, Number(alike.Key))));
            }

            _tracker.Ask(alike, LimitKind.SegmentBoundaryMask, demands);
        }
    }

    private void AskGap()
    {
        foreach (IGrouping<ulong, JudgeView> alike in _judges.Where(j => j.GapPages > 1).GroupBy(j => j.GapPages))
        {
            List<BoolExpr> demands = [];
            for (int i = 0; i < _start.Length; i++)
            {
                BoolExpr startsOnMultiple = _scope.Eq(_start[i], Multiple(alike.Key, $"start_{i}_over_{alike.Key}"));
                BoolExpr endsOnMultiple = _scope.Eq(End(i), Multiple(alike.Key, $"end_{i}_over_{alike.Key}"));
                demands.Add(_scope.Or(_scope.Not(IsUsed(i)), _scope.Eq(_first, Number(i)), startsOnMultiple));
                demands.Add(_scope.Or(_scope.Not(IsUsed(i)), _scope.Eq(_last, Number(i)), endsOnMultiple));
            }

            _tracker.Ask(alike, LimitKind.VirtBoundaryMask, demands);
        }
    }

    private void AskReach()
    {
        foreach (IGrouping<ulong, JudgeView> alike in _judges.GroupBy(j => j.Judge.Limits.AddressMask))
        {
            List<BoolExpr> demands = [_scope.Le(End(_start.Length - 1), Number(_memory.EndWithin(alike.Key)))];
            if (_memory.PartialPage(alike.Key) is { } partial)
            {
                demands.AddRange(Enumerable.Range(0, _start.Length).Select(i => _scope.Or(
                    _scope.Not(IsUsed(i)), _scope.Le(End(i), Number(partial)), _scope.Eq(_last, Number(i)))));
            }

            _tracker.Ask(alike, LimitKind.AddressMask, demands);
        }
    }

    private void AskCount()
    {
        foreach (IGrouping<ulong, JudgeView> alike in _judges.GroupBy(j => j.Judge.Limits.MaxSegmentCount))
        {
            BoolExpr[] demands = [.. Enumerable.Range(0, _start.Length)
                .Where(i => (ulong)i >= alike.Key)
                .Select(i => _scope.Eq(_pages[i], Number(0)))];
            _tracker.Ask(alike, LimitKind.MaxSegmentCount, demands);
        }
    }

    private BoolExpr IsUsed(int i) => _scope.Ge(_pages[i], Number(1));

    private ArithExpr End(int i) => _scope.Add(_start[i], _pages[i]);

    private ArithExpr Multiple(ulong of, string name) => _scope.Mul(Number(of), _scope.Session.Integer(name));

    private IntExpr Number(Int128 value) => _scope.Session.Number(value);

    private Int128 Value(Model model, IntExpr unknown) => (Int128)_scope.Value(model, unknown).BigInteger;
}
