namespace DmabufVerify.Vocabulary;

/// <summary>Bytes in a layout: what a table has to cover exactly once, in order.</summary>
/// <param name="PageSize">Unit of the layout.</param>
/// <param name="Layout">Where the storage is.</param>
/// <param name="SizeBytes">1 to pages * page size - offset. Pages behind the last byte are not part of any table.</param>
public sealed record PagedBuffer(PageSize PageSize, Layout Layout, ulong SizeBytes)
{
    /// <summary>Pages that hold at least one byte of the buffer; offset + size never wraps, as both are within the layout.</summary>
    public ulong UsedPages => PageSize.PagesFor(Layout.OffsetBytes + SizeBytes);

    /// <summary>Bytes of the last used page up to the buffer's end, counted from the page's first byte; 1 to page size.</summary>
    public ulong TailBytes => Layout.OffsetBytes + SizeBytes - ((UsedPages - 1) << PageSize.Shift);
}
