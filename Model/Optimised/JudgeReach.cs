using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised;

/// <summary>
/// The memory that one judge reaches, in physical pages: whole pages [Lo, Hi) and the first <see cref="PartialBytes"/> of page Hi.
/// </summary>
internal readonly record struct JudgeReach
{
    private readonly int _shift;
    private readonly long _busPages;
    private readonly long _busOffsetPages;

    public JudgeReach(PageSize pageSize, Judge judge)
    {
        _shift = pageSize.Shift;
        _busPages = (long)pageSize.WholePages(ulong.MaxValue) + 1;
        _busOffsetPages = judge.BusOffsetBytes >> pageSize.Shift;

        // The bytes up to the mask are one more than its value, which need not fit 64 bits.
        ulong bytesOfLastPage = (judge.Limits.AddressMask & (pageSize.Bytes - 1)) + 1;
        bool lastPageIsWhole = bytesOfLastPage == pageSize.Bytes;
        long end = (long)(judge.Limits.AddressMask >> _shift) + (lastPageIsWhole ? 1 : 0) + _busOffsetPages;
        Lo = Math.Max(0, _busOffsetPages);
        Hi = Math.Clamp(end, Lo, Math.Max(Lo, _busPages));
        PartialBytes = Hi == end && end < _busPages && !lastPageIsWhole ? bytesOfLastPage : 0;
    }

    /// <summary>First reachable page.</summary>
    public long Lo { get; }

    /// <summary>The page behind the last one that is reachable to its last byte.</summary>
    public long Hi { get; }

    /// <summary>Reachable bytes of page <see cref="Hi"/>; less than a page.</summary>
    public ulong PartialBytes { get; }

    /// <summary>Bytes of all reachable memory.</summary>
    public UInt128 TotalBytes => ((UInt128)(Hi - Lo) << _shift) + PartialBytes;

    /// <summary>The index of the buffer's first page of which a used byte is out of reach, or -1.</summary>
    public long FirstPageOutOfReach(PagedBuffer buffer)
    {
        long used = (long)buffer.UsedPages;
        foreach (MaximalRun run in new UsedRuns(buffer))
        {
            if (run.FirstPfn < Lo)
            {
                return run.Index;
            }

            if (run.EndPfn > Hi)
            {
                long bad = Math.Max(run.FirstPfn, Hi);
                long index = run.Index + (bad - run.FirstPfn);
                if (index != used - 1 || bad != Hi || buffer.TailBytes > PartialBytes)
                {
                    return index;
                }
            }
        }

        return -1;
    }

    /// <summary>
    /// The highest bus address of the buffer's bytes; <see langword="null"/> when some page has none, so that no mask would do.
    /// </summary>
    public ulong? HighestAddress(PagedBuffer buffer)
    {
        long used = (long)buffer.UsedPages;
        ulong highest = 0;
        foreach (MaximalRun run in new UsedRuns(buffer))
        {
            long lastPage = run.EndPfn - 1 - _busOffsetPages;
            if (run.FirstPfn < _busOffsetPages || lastPage >= _busPages)
            {
                return null;
            }

            bool endsBuffer = run.Index + run.Pages == used;
            ulong bytes = endsBuffer ? buffer.TailBytes : buffer.PageSize.Bytes;
            highest = Math.Max(highest, ((ulong)lastPage << _shift) + (bytes - 1));
        }

        return highest;
    }

    /// <summary>Bytes of the longest prefix of the buffer that lies within reach.</summary>
    public ulong ReachablePrefixBytes(PagedBuffer buffer)
    {
        long bad = FirstPageOutOfReach(buffer);
        if (bad < 0)
        {
            return buffer.SizeBytes;
        }

        ulong bytes = ((ulong)bad << _shift) + (PfnAt(buffer, bad) == Hi ? PartialBytes : 0);
        return bytes - Math.Min(bytes, buffer.Layout.OffsetBytes);
    }

    private static long PfnAt(PagedBuffer buffer, long index)
    {
        foreach (MaximalRun run in new UsedRuns(buffer))
        {
            if (index < run.Index + run.Pages)
            {
                return run.FirstPfn + (index - run.Index);
            }
        }

        throw new ArgumentOutOfRangeException(nameof(index));
    }
}
