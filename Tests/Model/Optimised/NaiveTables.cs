using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Optimised;

/// <summary>The rules of docs/semantics.md page by page, and every way to cut tried: slow, for small buffers.</summary>
internal sealed class NaiveTables
{
    private readonly PagedBuffer _buffer;
    private readonly Judge[] _judges;
    private readonly ulong[] _pfns;

    public NaiveTables(PagedBuffer buffer, IEnumerable<Judge> judges)
    {
        _buffer = buffer;
        _judges = [.. judges];
        _pfns = [.. buffer.Layout.Runs
            .SelectMany(run => Enumerable.Range(0, (int)run.Pages).Select(i => run.FirstPfn + (ulong)i))
            .Take((int)buffer.UsedPages)];
    }

    public bool IsReachable => _judges.All(judge => Enumerable.Range(0, _pfns.Length).All(i => IsReachableBy(judge, i)));

    /// <summary>Length of the shortest table, reach and count set aside.</summary>
    public int? Fewest()
    {
        var fewest = new int?[_pfns.Length + 1];
        fewest[0] = 0;
        for (int end = 1; end <= _pfns.Length; end++)
        {
            for (int start = 0; start < end; start++)
            {
                if (fewest[start] is { } before && IsSegment(start, end) && !(fewest[end] <= before + 1))
                {
                    fewest[end] = before + 1;
                }
            }
        }

        return fewest[_pfns.Length];
    }

    public bool IsSat => IsReachable && Fewest() is { } fewest && _judges.All(j => (ulong)fewest <= j.Limits.MaxSegmentCount);

    /// <summary>
    /// The pages at which segments end in the shortest table whose segments are, left to right, as long as can be; reach and count set aside.
    /// </summary>
    public List<int>? LongestFirst()
    {
        int all = _pfns.Length;
        var fewest = new int?[all + 1];
        var next = new int[all + 1];
        fewest[all] = 0;
        for (int start = all - 1; start >= 0; start--)
        {
            for (int end = start + 1; end <= all; end++)
            {
                if (fewest[end] is { } behind && IsSegment(start, end) && !(fewest[start] < behind + 1))
                {
                    (fewest[start], next[start]) = (behind + 1, end);
                }
            }
        }

        var ends = new List<int>();
        for (int at = 0; fewest[0] is not null && at < all; at = next[at])
        {
            ends.Add(next[at]);
        }

        return fewest[0] is null ? null : ends;
    }

    public static ulong LongestPrefixBytes(PagedBuffer buffer, Judge[] judges)
    {
        ulong page = buffer.PageSize.Bytes;
        ulong offset = buffer.Layout.OffsetBytes;
        IEnumerable<ulong> ends = Enumerable.Range(0, (int)buffer.UsedPages + 1).SelectMany(
            i => judges.Select(j => ((ulong)i * page) + (((j.Limits.AddressMask % page) + 1) % page)).Append((ulong)i * page));
        return ends.Append(offset + buffer.SizeBytes)
            .Where(end => end > offset && end <= offset + buffer.SizeBytes)
            .Distinct()
            .OrderDescending()
            .Select(end => end - offset)
            .FirstOrDefault(bytes => new NaiveTables(buffer with { SizeBytes = bytes }, judges).IsSat);
    }

    private static Int128 Address(Judge judge, ulong pfn, ulong page) => ((Int128)pfn * page) - judge.BusOffsetBytes;

    private bool IsReachableBy(Judge judge, int index)
    {
        Int128 first = Address(judge, _pfns[index], _buffer.PageSize.Bytes);
        ulong bytes = index == _pfns.Length - 1 ? _buffer.TailBytes : _buffer.PageSize.Bytes;
        return first >= 0 && first + bytes - 1 <= judge.Limits.AddressMask;
    }

    private bool IsSegment(int start, int end)
    {
        for (int i = start + 1; i < end; i++)
        {
            if (_pfns[i] != _pfns[i - 1] + 1)
            {
                return false;
            }
        }

        return _judges.All(judge => IsAccepted(judge, start, end));
    }

    private bool IsAccepted(Judge judge, int start, int end)
    {
        ulong page = _buffer.PageSize.Bytes;
        Int128 first = Address(judge, _pfns[start], page);
        Int128 last = Address(judge, _pfns[end - 1], page);
        Int128 window = (Int128)judge.Limits.SegmentBoundaryMask + 1;
        Int128 gap = (Int128)judge.Limits.VirtBoundaryMask + 1;
        return (ulong)(end - start) <= judge.Limits.MaxSegmentSizeBytes / page
            && (judge.Limits.SegmentBoundaryMask == ulong.MaxValue || Floor(first, window) == Floor(last, window))
            && (start == 0 || first % gap == 0)
            && (end == _pfns.Length || (last + page) % gap == 0);
    }

    private static Int128 Floor(Int128 value, Int128 by) => (value / by) - (value % by < 0 ? 1 : 0);
}
