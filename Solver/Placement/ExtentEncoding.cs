using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>
/// Storage for several tables: some pieces [a, a + l) of each extent (<see cref="ExtentPieces"/>), and for every table a number c of segments of
/// each piece. Numbers of segments have upper bounds only, so each quotient is an unknown with a bound on one side, and all
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
/// Extents with more than a few edges get fewer pieces, and unsat then proves nothing. Gap rules are left out, and sat is believed only
/// if the storage passes every rule.
/// </summary>
internal sealed class ExtentEncoding : IPlacementEncoding
{
    private readonly SolverScope _scope;
    private readonly LimitTracker _tracker;
    private readonly FreeMemory _memory;
    private readonly ExtentPieces _pieces;

    /// <summary>States everything: two unknowns for each piece, and a few more for each piece and judge.</summary>
    public ExtentEncoding(SolverScope scope, LimitTracker tracker, FreeMemory memory, IReadOnlyList<PlacementTable> tables)
    {
        JudgeView[] judges = [.. tables.SelectMany(table => table.Judges)];
        (_scope, _tracker, _memory) = (scope, tracker, memory);
        SatDoubt = judges.Any(j => j.GapPages > 1) ? "a gap mask above a page, which is not stated for extents of this size"
            : tables.Any(table => Cells.Cutting(table.Judges.Where(j => memory.Asks(j, LimitKind.SegmentBoundaryMask))).Count > 1)
                ? "one table for judges whose boundary windows do not nest, which is not stated for extents of this size"
            : null;
        _pieces = new ExtentPieces(scope, memory, judges);
        UnsatDoubt = _pieces.AreEnough ? null
            : $"each judge alone has a table, and no storage of {ExtentPieces.Most} pieces an extent serves all; boundary windows allow for more pieces";
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
    public IReadOnlyList<PfnRun> Read(Model model) => CellWitness.Cut(_pieces.Read(model), _memory.Needed);

    private void AskAll(PlacementTable table)
    {
        if (table.Bounce is null)
        {
            foreach (JudgeView judge in table.Judges)
            {
                Ask(judge, LimitKind.AddressMask, _pieces.InReach(judge));
            }
        }

        if (table.Judges is not [var first, ..] || (table.Bounce is null && !table.Judges.Any(_memory.AsksCuts)))
        {
            return;
        }

        IntExpr[] counts = [.. Enumerable.Range(0, _pieces.Count).Select(i => _pieces.Unknown("c", first, i))];
        for (int i = 0; i < counts.Length; i++)
        {
            _scope.Assert(_pieces.HasAtMost(i, _pieces.ExtentPages(i), counts[i]));
        }

        foreach (JudgeView judge in table.Judges)
        {
            Ask(judge, LimitKind.SegmentBoundaryMask, [.. _pieces.Cut(judge).Select(i => _pieces.TouchesAtMost(judge, i, counts[i]))]);
            if (_memory.Asks(judge, LimitKind.MaxSegmentSize))
            {
                AskSize(table, counts, judge.MaxPages, _tracker.AnyOf([judge], LimitKind.MaxSegmentSize), $"{judge.Index}");
            }

            Ask(judge, LimitKind.MaxSegmentCount, [_scope.Le(_scope.Add([.. counts, _scope.Session.Number(0)]), _scope.Session.Number(judge.Judge.Limits.MaxSegmentCount))]);
        }

        if (table.Bounce is { } bounce && _memory.Asks(bounce.View, LimitKind.AddressMask))
        {
            AskBounce(table, bounce, counts);
        }
    }

    private void AskBounce(PlacementTable table, BounceView bounce, IntExpr[] counts)
    {
        BoolExpr reachesAll = _scope.Session.Boolean($"reaches_all_{bounce.View.Index}");
        _scope.Assert(_scope.Implies(reachesAll, _scope.And([.. _pieces.InReach(bounce.View)])));
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
            .Where(i => _pieces.ExtentPages(i) > longest)
            .Select(i => _pieces.HasAtMost(i, longest, counts[i]))];
        if (alone.Length > 0)
        {
            _scope.Assert(_scope.Implies(when, _scope.And(alone)));
        }

        foreach (JudgeView judge in table.Judges.Where(judge => longest > 0 && longest < judge.WindowPages))
        {
            BoolExpr[] atEdges = [.. _pieces.Cut(judge).Select(i => _pieces.CutAtEdges(judge, i, counts[i], longest, name))];
            if (atEdges.Length > 0)
            {
                _scope.Assert(_scope.Implies(
                    _scope.And(when, _tracker.AnyOf([judge], LimitKind.SegmentBoundaryMask)), _scope.And(atEdges)));
            }
        }
    }

    private void Ask(JudgeView judge, LimitKind kind, IReadOnlyCollection<BoolExpr> demands)
    {
        if (_memory.Asks(judge, kind))
        {
            _tracker.Ask([judge], kind, demands);
        }
    }
}
