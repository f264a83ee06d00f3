using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised;

/// <summary>Consecutive page frames of a buffer that neither side can be lengthened.</summary>
/// <param name="FirstPfn">First page frame.</param>
/// <param name="Pages">At least 1.</param>
/// <param name="Index">Place of the first page in the buffer's order.</param>
internal readonly record struct MaximalRun(long FirstPfn, long Pages, long Index)
{
    public long EndPfn => FirstPfn + Pages;
}

/// <summary>
/// The maximal runs of the pages that hold bytes of a buffer: neighbours in the buffer's order that adjoin in memory are joined,
/// pages behind the last byte are left out. Enumerated in place; costs one step a run.
/// </summary>
internal ref struct UsedRuns(PagedBuffer buffer)
{
    private readonly ReadOnlySpan<PfnRun> _runs = buffer.Layout.Runs.AsSpan();
    private long _left = (long)buffer.UsedPages;
    private int _next;
    private long _index;

    public MaximalRun Current { get; private set; }

    public readonly UsedRuns GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_left == 0)
        {
            return false;
        }

        long first = (long)_runs[_next].FirstPfn;
        long pages = 0;
        do
        {
            pages += (long)_runs[_next++].Pages;
        }
        while (pages < _left && _next < _runs.Length && (long)_runs[_next].FirstPfn == first + pages);

        pages = Math.Min(pages, _left);
        Current = new(first, pages, _index);
        _left -= pages;
        _index += pages;
        return true;
    }
}
