using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>
/// A table as a numbering of the buffer's pages: page p belongs to segment number seg_p. Every rule is then a bound on the
/// difference of two numbers:
/// <code>
/// order     seg_0 = 0, and seg_p - seg_(p-1) is 0 or 1
/// PFNs      seg_p - seg_(p-1) >= 1 where p's page frame does not follow that of p-1
/// size      seg_(p+M) - seg_p >= 1 for a segment of at most M pages
/// boundary  seg_p - seg_(p-1) >= 1 where p begins a window
/// gap       seg_p - seg_(p-1) = 0 where p may begin no segment, or p-1 end none
/// count     seg_last + 1 segments at most
/// </code>
/// A system of differences is infeasible exactly when some of them add up to a contradiction, so the search stays polynomial where
/// a free choice of cuts under a cardinality bound would not (the pigeonhole principle hides in it).
/// </summary>
internal sealed class PageEncoding : IEncoding
{
    private readonly SolverScope _scope;
    private readonly Storage _storage;
    private readonly IReadOnlyList<JudgeView> _judges;
    private readonly LimitTracker _tracker;
    private readonly ulong[] _pfns;
    private readonly IntExpr[] _segmentOf;

    /// <summary>Asserts everything in the scope. Pages times judges is the size of what is asserted.</summary>
    public PageEncoding(SolverScope scope, LimitTracker tracker, Storage storage, IReadOnlyList<JudgeView> judges)
    {
        (_scope, _tracker, _storage, _judges) = (scope, tracker, storage, judges);
        _pfns = [.. storage.Runs.SelectMany(PagesOf)];
        _segmentOf = [.. Enumerable.Range(0, _pfns.Length).Select(page => scope.Session.Integer($"seg_{page}"))];
        Segments = scope.Add(_segmentOf[^1], scope.Session.Number(1));

        AssertOrder();
        AskSize();
        AskBoundary();
        AskGap();
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
        List<int> starts = [0];
        int number = Value(model, 0);
        for (int page = 1; page < _pfns.Length; page++)
        {
            int next = Value(model, page);
            if (next != number)
            {
                starts.Add(page);
                number = next;
            }
        }

        SegmentTable table = Tables.FromStarts(_storage, _pfns, starts);
        return WitnessCheck.Problem(_storage, _judges, countBinds, table) is { } problem
            ? throw new WitnessException(problem)
            : new Witness((ulong)starts.Count, table, Doubt: null);
    }

    private static IEnumerable<ulong> PagesOf(PfnRun run)
    {
        for (ulong pfn = run.FirstPfn; pfn < run.EndPfn; pfn++)
        {
            yield return pfn;
        }
    }

    private void AssertOrder()
    {
        _scope.Assert(_scope.Eq(_segmentOf[0], _scope.Session.Number(0)));
        for (int page = 1; page < _pfns.Length; page++)
        {
            _scope.Assert(AtMost(page - 1, page, 1));
            _scope.Assert(AtLeast(page - 1, page, Follows(page) ? 0 : 1));
        }
    }

    private void AskSize()
    {
        foreach (IGrouping<ulong, JudgeView> alike in _judges.GroupBy(j => j.MaxPages))
        {
            List<BoolExpr> demands = [];
            int firstOfRun = 0;
            foreach (PfnRun run in _storage.Runs)
            {
                // Pages of different runs are in different segments anyway.
                int afterRun = firstOfRun + (int)run.Pages;
                for (ulong page = (ulong)firstOfRun; alike.Key < (ulong)afterRun - page; page++)
                {
                    demands.Add(AtLeast((int)page, (int)(page + alike.Key), 1));
                }

                firstOfRun = afterRun;
            }

            _tracker.Ask(alike, LimitKind.MaxSegmentSize, demands);
        }
    }

    private void AskBoundary()
    {
        foreach (IGrouping<(ulong, long), JudgeView> alike in _judges.GroupBy(j => (j.WindowPages, j.OffsetPages)))
        {
            JudgeView judge = alike.First();
            BoolExpr[] demands = [.. InnerPages()
                .Where(page => Follows(page) && judge.IsWindowEdge(_pfns[page]))
                .Select(page => AtLeast(page - 1, page, 1))];
            _tracker.Ask(alike, LimitKind.SegmentBoundaryMask, demands);
        }
    }

    private void AskGap()
    {
        foreach (IGrouping<(ulong, long), JudgeView> alike in _judges.GroupBy(j => (j.GapPages, j.OffsetPages)))
        {
            JudgeView judge = alike.First();
            BoolExpr[] demands = [.. InnerPages()
                .Where(page => !judge.IsGapMultiple(_pfns[page]) || !judge.IsGapMultiple(_pfns[page - 1] + 1))
                .Select(page => AtMost(page - 1, page, 0))];
            _tracker.Ask(alike, LimitKind.VirtBoundaryMask, demands);
        }
    }

    private IEnumerable<int> InnerPages() => Enumerable.Range(1, _pfns.Length - 1);

    private bool Follows(int page) => _pfns[page] == _pfns[page - 1] + 1;

    private BoolExpr AtLeast(int from, int to, int difference) =>
        _scope.Ge(Difference(from, to), _scope.Session.Number(difference));

    private BoolExpr AtMost(int from, int to, int difference) =>
        _scope.Le(Difference(from, to), _scope.Session.Number(difference));

    private ArithExpr Difference(int from, int to) => _scope.Sub(_segmentOf[to], _segmentOf[from]);

    private int Value(Model model, int page) => _scope.Value(model, _segmentOf[page]).Int;
}
