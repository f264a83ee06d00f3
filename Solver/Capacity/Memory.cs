using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>Where the pages of a buffer of some size may be, in bus pages of judges that share one bus offset.</summary>
internal sealed class Memory
{
    public Memory(PageSize pageSize, ulong sizeBytes, long offsetPages)
    {
        (PageSize, SizeBytes, OffsetPages) = (pageSize, sizeBytes, offsetPages);
        Pages = pageSize.PagesFor(sizeBytes);
        TailBytes = sizeBytes - ((Pages - 1) << pageSize.Shift);
        Int128 all = (Int128)1 << (64 - pageSize.Shift);
        (First, End) = (Int128.Max(0, -(Int128)offsetPages), Int128.Min(all, all - offsetPages));
    }

    public PageSize PageSize { get; }

    /// <summary>Bytes of the buffer. An offset into the first page would only waste memory, so there is none.</summary>
    public ulong SizeBytes { get; }

    /// <summary>Bus page = page frame - this.</summary>
    public long OffsetPages { get; }

    /// <summary>Pages of the buffer.</summary>
    public ulong Pages { get; }

    /// <summary>Bytes of its last page.</summary>
    public ulong TailBytes { get; }

    /// <summary>The lowest bus page that is a page frame.</summary>
    public Int128 First { get; }

    /// <summary>The bus page behind the highest one that is a page frame and has a 64-bit bus address.</summary>
    public Int128 End { get; }

    /// <summary>
    /// The bus page behind the highest one that some of the buffer may be in. A page in whose middle the reach ends counts when the
    /// buffer's last bytes fit before that; only its last page may be there.
    /// </summary>
    public Int128 EndWithin(ulong addressMask)
    {
        Int128 bytes = (Int128)addressMask + 1;
        Int128 whole = bytes >> PageSize.Shift;
        return Int128.Min(End, whole + (HasPartialPage(bytes) ? 1 : 0));
    }

    /// <summary>The page that only the buffer's last page may be in, if there is one.</summary>
    public Int128? PartialPage(ulong addressMask)
    {
        Int128 bytes = (Int128)addressMask + 1;
        Int128 whole = bytes >> PageSize.Shift;
        return HasPartialPage(bytes) && whole < End ? whole : null;
    }

    private bool HasPartialPage(Int128 reachBytes) => reachBytes % (Int128)PageSize.Bytes >= TailBytes;
}
