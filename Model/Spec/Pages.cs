using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec;

/// <summary>A buffer page by page: the PFNs that hold its bytes, in order. Takes memory by page.</summary>
public sealed class Pages
{
    private readonly ulong[] _pfns;

    /// <param name="buffer">At most <see cref="Max"/> used pages.</param>
    public Pages(PagedBuffer buffer)
    {
        Buffer = buffer;
        _pfns = new ulong[buffer.UsedPages];
        int i = 0;
        foreach (PfnRun run in buffer.Layout.Runs)
        {
            for (ulong pfn = run.FirstPfn; pfn < run.EndPfn && i < _pfns.Length; pfn++)
            {
                _pfns[i++] = pfn;
            }
        }
    }

    /// <summary>More pages than this are not walked: 1 GiB of 4 KiB pages.</summary>
    public const ulong Max = 1 << 18;

    /// <summary>What the pages belong to.</summary>
    public PagedBuffer Buffer { get; }

    /// <summary>Number of pages.</summary>
    public int Count => _pfns.Length;

    /// <summary>Frame of page <paramref name="i"/> on a judge's bus; negative when the bus has no address for it.</summary>
    public long BusPfn(int i, Judge judge) =>
        (long)_pfns[i] - (judge.BusOffsetBytes / (long)Buffer.PageSize.Bytes);

    /// <summary>Whether page <paramref name="i"/> follows the page before it in memory.</summary>
    public bool FollowsPrevious(int i) => _pfns[i] == _pfns[i - 1] + 1;

    /// <summary>Bus address of the last byte that the buffer has in page <paramref name="i"/>.</summary>
    public Int128 LastByte(int i, Judge judge)
    {
        ulong bytes = i == Count - 1 ? Buffer.TailBytes : Buffer.PageSize.Bytes;
        return ((Int128)BusPfn(i, judge) * Buffer.PageSize.Bytes) + bytes - 1;
    }

    /// <summary>Pages <paramref name="first"/> to <paramref name="last"/> as a segment in physical addresses.</summary>
    public Segment Segment(int first, int last)
    {
        ulong offset = first == 0 ? Buffer.Layout.OffsetBytes : 0;
        ulong end = last == Count - 1 ? Buffer.TailBytes : Buffer.PageSize.Bytes;
        ulong length = ((ulong)(last - first) << Buffer.PageSize.Shift) + end - offset;
        return new Segment((_pfns[first] << Buffer.PageSize.Shift) + offset, length);
    }
}
