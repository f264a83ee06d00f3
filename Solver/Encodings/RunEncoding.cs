using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>
/// A table too long to number its pages, as the number of segments of each run, c_r, and lower bounds on it:
/// <code>
/// q_x       segments that x pages in a row need:  q_x >= 1, and M * q_x >= x for a segment of at most M pages
/// size      c_r >= q_L for a run of L pages
/// boundary  c_r >= 2 + w for a run that lies in a first window, w whole ones and a last
/// both      c_r >= q_first + w * q_window + q_last
/// count     the sum of all c_r at most
/// </code>
/// The bounds for each size limit with each boundary limit say it all when the windows of all judges nest, since the tightest
/// pair is among them. Windows that do not nest, and gap rules, are left out: then unsat is still right, as a part of the
/// rules already contradicts itself, and sat is believed only if a table built from the numbers passes every rule.
/// </summary>
internal sealed class RunEncoding : IEncoding
{
    private readonly SolverScope _scope;
    private readonly Storage _storage;
    private readonly IReadOnlyList<JudgeView> _judges;
    private readonly LimitTracker _tracker;
    private readonly IntExpr[] _countOf;
    private readonly IGrouping<ulong, JudgeView>[] _bySize;
    private readonly Dictionary<(ulong Size, ulong Pages), IntExpr> _needs = [];
    private readonly string? _leftOut;

    /// <summary>Asserts everything in the scope: some terms for each run, size limit and boundary limit, however many pages there are.</summary>
    public RunEncoding(SolverScope scope, LimitTracker tracker, Storage storage, IReadOnlyList<JudgeView> judges)
    {
        (_scope, _tracker, _storage, _judges) = (scope, tracker, storage, judges);
        _leftOut = RunWitness.WhatIsLeftOut(storage, judges);
        _countOf = [.. Enumerable.Range(0, storage.Runs.Count).Select(run => scope.Session.Integer($"c_{run}"))];
        _bySize = [.. judges.GroupBy(j => j.MaxPages)];
        Segments = scope.Add(_countOf);

        for (int run = 0; run < _countOf.Length; run++)
        {
            scope.Assert(scope.Ge(_countOf[run], scope.Session.Number(1)));
            scope.Assert(scope.Le(_countOf[run], scope.Session.Number(storage.Runs[run].Pages)));
            BoundBySize(run);
        }

        AskBoundary();
        AskSize();
        CommonRules.AskReach(scope, tracker, storage, judges);
        CommonRules.AskCount(scope, tracker, Segments, storage.Pages, judges);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TrackedLimit> Limits => _tracker.Limits;

    /// <inheritdoc/>
    public ArithExpr Segments { get; }

    /// <inheritdoc/>
    public Witness Read(Model model, bool countBinds)
    {
        ulong[] counts = [.. _countOf.Select(c => _scope.Value(model, c).UInt64)];
        Witness witness = RunWitness.Of(_storage, _judges, counts, countBinds);
        return witness.Doubt is null ? witness
            : _leftOut is null ? throw new WitnessException(witness.Doubt)
            : witness with { Doubt = _leftOut };
    }

    private void BoundBySize(int run)
    {
        foreach (IGrouping<ulong, JudgeView> alike in _bySize.Where(a => a.Key < _storage.Runs[run].Pages))
        {
            _scope.Assert(_scope.Ge(_countOf[run], Need(alike.Key, _storage.Runs[run].Pages)));
        }
    }

    private void AskBoundary()
    {
        foreach (IGrouping<(ulong, long), JudgeView> alike in _judges.GroupBy(j => (j.WindowPages, j.OffsetPages)))
        {
            List<BoolExpr> demands = [];
            for (int run = 0; run < _countOf.Length; run++)
            {
                var windows = Windows.Of(_storage.Runs[run], alike.First());
                if (windows.Count > 1)
                {
                    demands.Add(_scope.Ge(_countOf[run], _scope.Session.Number(windows.Count)));
                    demands.AddRange(_bySize.Select(size => _scope.Ge(_countOf[run], Need(size.Key, windows))));
                }
            }

            _tracker.Ask(alike, LimitKind.SegmentBoundaryMask, demands);
        }
    }

    /// <summary>What q_x means, under each size limit; stated once for every x that occurs.</summary>
    private void AskSize()
    {
        foreach (IGrouping<ulong, JudgeView> alike in _bySize)
        {
            BoolExpr[] demands = [.. _needs.Where(need => need.Key.Size == alike.Key && need.Key.Pages > alike.Key)
                .Select(need => _scope.Ge(
                    _scope.Mul(_scope.Session.Number(alike.Key), need.Value), _scope.Session.Number(need.Key.Pages)))];
            _tracker.Ask(alike, LimitKind.MaxSegmentSize, demands);
        }
    }

    private ArithExpr Need(ulong size, Windows windows) =>
        _scope.Add(
            Need(size, windows.First),
            _scope.Mul(_scope.Session.Number(windows.Whole), Need(size, windows.WindowPages)),
            Need(size, windows.Last));

    private IntExpr Need(ulong size, ulong pages)
    {
        if (pages == 0)
        {
            return _scope.Session.Number(0);
        }

        if (!_needs.TryGetValue((size, pages), out IntExpr? need))
        {
            // Numbered, not named after the pages: Z3 never forgets a name.
            need = _scope.Session.Integer($"q_{_needs.Count}");
            _needs.Add((size, pages), need);
            _scope.Assert(_scope.Ge(need, _scope.Session.Number(1)));
        }

        return need;
    }
}
