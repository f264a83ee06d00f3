using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Optimised.Placement;

/// <summary>
/// Every ordered choice of distinct pages, and every way to cut it, with the rules of docs/semantics.md page by page: for a handful of pages.
/// </summary>
internal sealed class NaivePlacement
{
    private readonly PlacementQuestion _question;
    private readonly long _page;
    private readonly long[] _memory;
    private readonly Judge[][] _tables;
    private readonly int _pages;
    private readonly List<long> _order = [];

    public NaivePlacement(PlacementQuestion question)
    {
        _question = question;
        _page = (long)question.PageSize.Bytes;
        _pages = (int)question.Pages;
        _memory = [.. question.Extents.SelectMany(e => Enumerable.Range(0, (int)e.Pages).Select(i => (long)e.FirstPfn + i))];
        _tables = question.Judges.Count == 0
            ? []
            : question.Mode == SharingMode.Shared ? [[.. question.Judges]] : [.. question.Judges.Select(j => new[] { j })];
    }

    public bool IsSat() => Extend();

    private bool Extend()
    {
        if (_order.Count == _pages)
        {
            return _tables.All(table => Fewest(table) is { } fewest && table.All(j => fewest <= j.Limits.MaxSegmentCount)) && OthersAccept();
        }

        foreach (long pfn in _memory)
        {
            if (!_order.Contains(pfn) && _question.Judges.All(j => Reaches(j, pfn)))
            {
                _order.Add(pfn);
                bool found = _tables.All(HasCutOrOpenEnd) && Extend();
                _order.RemoveAt(_order.Count - 1);
                if (found)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool OthersAccept()
    {
        if (_question.Bouncing.Count == 0 && _question.Joining.Count == 0)
        {
            return true;
        }

        var layout = new Layout(0, [.. _order.Select(pfn => new PfnRun((ulong)pfn, 1))]);
        var buffer = new PagedBuffer(_question.PageSize, layout, _question.SizeBytes);
        return StorageCheck.CopiesAndJoinsSuit(_question, buffer);
    }

    /// <summary>Whether the pages so far may begin a table at all: a break in memory that some gap mask forbids ends it.</summary>
    private bool HasCutOrOpenEnd(Judge[] table) =>
        _order.Count < 2 || _order[^1] == _order[^2] + 1 || table.All(j => IsPlace(j, _order[^2] + 1) && IsPlace(j, _order[^1]));

    private bool Reaches(Judge judge, long pfn)
    {
        long bytes = _order.Count == _pages - 1 ? (long)_question.SizeBytes - ((_pages - 1) * _page) : _page;
        Int128 first = Address(judge, pfn);
        return first >= 0 && first + (bytes - 1) <= judge.Limits.AddressMask;
    }

    private ulong? Fewest(Judge[] table)
    {
        var fewest = new ulong?[_pages + 1];
        fewest[0] = 0;
        for (int end = 1; end <= _pages; end++)
        {
            for (int start = 0; start < end; start++)
            {
                if (fewest[start] is { } before && !(fewest[end] <= before + 1) && IsSegment(table, start, end))
                {
                    fewest[end] = before + 1;
                }
            }
        }

        return fewest[_pages];
    }

    private bool IsSegment(Judge[] table, int start, int end)
    {
        for (int i = start + 1; i < end; i++)
        {
            if (_order[i] != _order[i - 1] + 1)
            {
                return false;
            }
        }

        return table.All(judge =>
        {
            Int128 window = (Int128)judge.Limits.SegmentBoundaryMask + 1;
            return (ulong)(end - start) <= judge.Limits.MaxSegmentSizeBytes / (ulong)_page
                && Address(judge, _order[start]) / window == Address(judge, _order[end - 1]) / window
                && (start == 0 || IsPlace(judge, _order[start]))
                && (end == _pages || IsPlace(judge, _order[end - 1] + 1));
        });
    }

    private bool IsPlace(Judge judge, long pfn) => Address(judge, pfn) % ((Int128)judge.Limits.VirtBoundaryMask + 1) == 0;

    private Int128 Address(Judge judge, long pfn) => ((Int128)pfn * _page) - judge.BusOffsetBytes;
}
