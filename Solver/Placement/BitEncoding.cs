using System.Numerics;
using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>
/// A small memory with one bit for each free page, ascending. Every rule is then a mask:
/// <code>
/// used      pages of the buffer, as many as it has
/// joins     pages that follow the page before them in the buffer, too:  joins within used, used &lt;&lt; 1 and consecutive frames
/// starts    pages that begin a segment:  used without joins at least; where there is one table only, exactly
/// size      no M pages in a row that are used and start nothing
/// boundary  every used page at a window's edge starts a segment
/// gap       starts within multiples and first; ends within multiples and last
/// reach     used within reach; a page that the reach ends inside is last;  or, for one that may bounce, the size of the longest bounce
/// count     at most so many bits of starts
/// </code>
/// Pages are in ascending order, but for the run that the buffer begins with and the one that it ends with, which a gap rule lets lie
/// anywhere; in the middle order means nothing to any rule. They are the same run only when there is no other. This says everything.
/// </summary>
/// <remarks>
/// Numbers of bits are counted in unary (bit n of the counter says "more than n"), which Z3 turns into plain wires; an adder would hide from
/// it how far it may still go.
/// </remarks>
internal sealed class BitEncoding : IPlacementEncoding
{
    private readonly SolverScope _scope;
    private readonly LimitTracker _tracker;
    private readonly FreeMemory _memory;
    private readonly SharingMode _mode;
    private readonly bool _onlyOneTable;
    private readonly ulong[] _pfns;
    private readonly BitVecExpr _used;
    private readonly BitVecExpr _joins;
    private readonly BitVecExpr _first;
    private readonly BitVecExpr _last;
    private readonly Dictionary<int, (JudgeView By, BitVecExpr Count)> _sharedCounts = [];

    private BitVecExpr? _sharedStarts;

    /// <summary>States the memory; its pages are the width of what is stated, and no fewer than the buffer's.</summary>
    /// <param name="scope">Where it is stated.</param>
    /// <param name="tracker">Of this scope.</param>
    /// <param name="memory">Extents and buffer.</param>
    /// <param name="mode">Of the judges that must not bounce.</param>
    /// <param name="onlyOneTable">Whether those share a table, and nobody else has one.</param>
    public BitEncoding(SolverScope scope, LimitTracker tracker, FreeMemory memory, SharingMode mode, bool onlyOneTable)
    {
        (_scope, _tracker, _memory, _mode, _onlyOneTable) = (scope, tracker, memory, mode, onlyOneTable);
        _pfns = [.. memory.Extents.SelectMany(PagesOf)];
        _used = scope.Bits("used", _pfns.Length);
        _joins = scope.Bits("joins", _pfns.Length);
        (_first, _last) = (scope.Bits("first", _pfns.Length), scope.Bits("last", _pfns.Length));

        BitVecExpr follows = Pages(i => i > 0 && _pfns[i] == _pfns[i - 1] + 1);
        Within(_joins, scope.Both(follows, scope.Both(_used, scope.Up(_used, 1))));
        BitVecExpr total = Count("pages", _used, (int)memory.Needed + 1);
        scope.Assert(scope.IsSet(total, (int)memory.Needed - 1));
        scope.Assert(scope.Not(scope.IsSet(total, (int)memory.Needed)));
        AssertEnds();
    }

    /// <inheritdoc/>
    public IReadOnlyList<TrackedLimit> Limits => _tracker.Limits;

    /// <inheritdoc/>
    public string? SatDoubt => null;

    /// <inheritdoc/>
    public string? UnsatDoubt => null;

    /// <summary>One judge more.</summary>
    public void Add(JudgeView judge)
    {
        BitVecExpr starts = _onlyOneTable ? _scope.Except(_used, _joins)
            : _mode == SharingMode.Shared ? _sharedStarts ??= Starts("starts")
            : Starts($"starts_{judge.Index}");
        AskTable(judge, starts, isShared: _mode == SharingMode.Shared);
        Ask(judge, LimitKind.AddressMask, () => InReach(judge));
    }

    /// <summary>One judge more, which may bounce and has a table of its own.</summary>
    public void Add(BounceView device)
    {
        JudgeView judge = device.View;
        BitVecExpr starts = Starts($"starts_{judge.Index}");
        AskTable(judge, starts, isShared: false);
        if (_memory.Asks(judge, LimitKind.AddressMask))
        {
            BoolExpr reached = _scope.And(InReach(judge));
            foreach ((LimitKind[] kinds, ulong pages) in device.Caps.Where(cap => _memory.HasLonger(cap.Pages)))
            {
                _tracker.Ask(judge, kinds, [pages == 0 ? reached : _scope.Or(reached, IsCut(_scope.Except(_used, starts), (int)pages))]);
            }
        }
    }

    private void AskTable(JudgeView judge, BitVecExpr starts, bool isShared)
    {
        BitVecExpr continues = _scope.Except(_used, starts);
        Ask(judge, LimitKind.MaxSegmentSize, () => [IsCut(continues, (int)judge.MaxPages)]);
        Ask(judge, LimitKind.SegmentBoundaryMask, () => [Excludes(continues, Pages(i => judge.IsWindowEdge(_pfns[i])))]);
        Ask(judge, LimitKind.VirtBoundaryMask, () =>
        [
            IsWithin(starts, _scope.Either(_first, Pages(i => judge.IsGapMultiple(_pfns[i])))),
            IsWithin(
                _scope.Except(_used, _scope.Down(continues, 1)),
                _scope.Either(_last, Pages(i => judge.IsGapMultiple(_pfns[i] + 1)))),
        ]);
        Ask(judge, LimitKind.MaxSegmentCount, () =>
        {
            int count = (int)judge.Judge.Limits.MaxSegmentCount;
            return [_scope.Not(_scope.IsSet(CountStarts(judge, starts, count + 1, isShared), count))];
        });
    }

    /// <summary>The judge added last is no more; the scope has forgotten what it asked.</summary>
    public void Drop(JudgeView judge)
    {
        // What it stated is gone with its scope; who was added after it and relied on that is gone, too.
        foreach (int width in _sharedCounts.Where(count => count.Value.By == judge).Select(count => count.Key).ToArray())
        {
            _sharedCounts.Remove(width);
        }

        _tracker.Drop(judge);
    }

    /// <inheritdoc/>
    public string? Assume(IReadOnlyCollection<TrackedLimit> limits) => null;

    /// <inheritdoc/>
    public IReadOnlyList<PfnRun> Read(Model model)
    {
        BigInteger used = _scope.Value(model, _used);
        BigInteger joins = _scope.Value(model, _joins);
        BigInteger first = _scope.Value(model, _first);
        BigInteger last = _scope.Value(model, _last);
        List<(int Rank, PfnRun Run)> runs = [];
        for (int i = 0; i < _pfns.Length; i++)
        {
            if (!IsBit(used, i))
            {
                continue;
            }

            if (!IsBit(joins, i))
            {
                runs.Add((IsBit(first, i) ? -1 : 0, new PfnRun(_pfns[i], 0)));
            }

            (int rank, PfnRun run) = runs[^1];
            runs[^1] = (IsBit(last, i) ? 1 : rank, run with { Pages = run.Pages + 1 });
        }

        return [.. runs.OrderBy(r => r.Rank).Select(r => r.Run)];
    }

    /// <summary>At most one page the buffer begins with and one it ends with, at the ends of runs; none: it does not matter which.</summary>
    private void AssertEnds()
    {
        BitVecExpr beginning = _scope.Bits("beginning", _pfns.Length);
        Within(_first, _scope.Except(_used, _joins));
        Within(_last, _scope.Except(_used, _scope.Down(_joins, 1)));
        _scope.Assert(Excludes(_first, _scope.OneLess(_first)));
        _scope.Assert(Excludes(_last, _scope.OneLess(_last)));

        // Bit by bit from below: the run that the buffer begins with. When it is also the last, it is the only one.
        _scope.Assert(_scope.Same(beginning, _scope.Either(_first, _scope.Both(_scope.Up(beginning, 1), _joins))));
        _scope.Assert(_scope.Or(Excludes(_last, beginning), IsWithin(_used, beginning)));
    }

    private BitVecExpr Starts(string name)
    {
        BitVecExpr starts = _scope.Bits(name, _pfns.Length);
        Within(starts, _used);
        Within(_scope.Except(_used, _joins), starts);
        return starts;
    }

    /// <summary>No segment has more pages.</summary>
    private BoolExpr IsCut(BitVecExpr continues, int longest)
    {
        // M in a row by doubling: x stands for `covered` of them.
        BitVecExpr inRow = continues;
        for (int covered = 1; covered < longest;)
        {
            int more = Math.Min(covered, longest - covered);
            inRow = _scope.Both(inRow, _scope.Up(inRow, more));
            covered += more;
        }

        return _scope.IsNone(inRow);
    }

    private BoolExpr[] InReach(JudgeView judge)
    {
        (Int128 first, Int128 end) = _memory.Reach(judge);
        Int128? lastOnly = _memory.LastOnly(judge);
        BitVecExpr reached = Pages(i => first <= _pfns[i] && _pfns[i] < end);
        return [IsWithin(_used, reached), Excludes(_scope.Except(_used, _last), Pages(i => _pfns[i] == lastOnly))];
    }

    private void Ask(JudgeView judge, LimitKind kind, Func<BoolExpr[]> demands)
    {
        if (_memory.Asks(judge, kind))
        {
            _tracker.Ask([judge], kind, demands());
        }
    }

    private BitVecExpr CountStarts(JudgeView judge, BitVecExpr starts, int width, bool isShared)
    {
        if (!isShared)
        {
            return Count($"segments_{judge.Index}", starts, width);
        }

        if (!_sharedCounts.TryGetValue(width, out (JudgeView By, BitVecExpr Count) known))
        {
            known = (judge, Count($"segments_up_to_{width}", starts, width));
            _sharedCounts.Add(width, known);
        }

        return known.Count;
    }

    /// <summary>How many bits are set: bit n of the result says that more than n are. What goes beyond the width is forgotten.</summary>
    private BitVecExpr Count(string name, BitVecExpr bits, int width)
    {
        BitVecExpr count = _scope.Bits(0, width);
        for (int i = 0; i < _pfns.Length; i++)
        {
            count = _scope.If(_scope.IsSet(bits, i), _scope.Either(_scope.Up(count, 1), _scope.Bits(1, width)), count);
        }

        BitVecExpr named = _scope.Bits(name, width);
        _scope.Assert(_scope.Same(named, count));
        return named;
    }

    private void Within(BitVecExpr part, BitVecExpr whole) => _scope.Assert(IsWithin(part, whole));

    private BoolExpr IsWithin(BitVecExpr part, BitVecExpr whole) => _scope.IsNone(_scope.Except(part, whole));

    private BoolExpr Excludes(BitVecExpr a, BitVecExpr b) => _scope.IsNone(_scope.Both(a, b));

    private BitVecExpr Pages(Func<int, bool> which)
    {
        BigInteger mask = 0;
        for (int i = 0; i < _pfns.Length; i++)
        {
            mask |= which(i) ? BigInteger.One << i : 0;
        }

        return _scope.Bits(mask, _pfns.Length);
    }

    private static bool IsBit(BigInteger bits, int place) => !(bits >> place).IsEven;

    private static IEnumerable<ulong> PagesOf(PfnRun run)
    {
        for (ulong pfn = run.FirstPfn; pfn < run.EndPfn; pfn++)
        {
            yield return pfn;
        }
    }
}
