namespace DmabufVerify.Optimised;

/// <summary>Equal neighbours among the entries that are mapped.</summary>
/// <param name="Bytes">Length of one, above zero.</param>
/// <param name="GranuleOffset">Where it starts in an IOMMU page.</param>
/// <param name="Times">How many follow one another; at least 1.</param>
internal readonly record struct EntryRow(uint Bytes, ulong GranuleOffset, long Times);

/// <summary>Takes entries in the buffer's order.</summary>
internal interface IEntrySink
{
    void Add(EntryRow row);
}
