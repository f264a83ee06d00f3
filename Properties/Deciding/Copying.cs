using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Deciding;

/// <summary>What the kernel copies for a device that may bounce, at each map and unmap.</summary>
/// <param name="Segments">How many segments are copied; 0 where the device reaches all of them.</param>
/// <param name="Bytes">Bytes of these.</param>
/// <param name="LongestBytes">The longest segment that can be copied for the device (swiotlb_max_mapping_size).</param>
public sealed record Copying(int Segments, ulong Bytes, ulong LongestBytes)
{
    /// <summary>Counted over a whole table. All copies are in one pool, so that their bytes are no more than it has.</summary>
    public static Copying Of(ValueList<BouncedSegment> table, ulong longestBytes)
    {
        ulong[] lengths = [.. table.Where(s => s.CopyOf is not null).Select(s => s.OnBus.LengthBytes)];
        return new(lengths.Length, lengths.Aggregate(0UL, (sum, length) => sum + length), longestBytes);
    }
}
