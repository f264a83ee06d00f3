namespace DmabufVerify.Vocabulary;

/// <summary>
/// Ordered segments that cover a buffer's bytes exactly once, in order: the kernel's sg table without its chaining.
/// </summary>
public sealed record SegmentTable(ValueList<Segment> Segments)
{
    /// <summary>Bytes of all segments.</summary>
    public UInt128 TotalBytes
    {
        get
        {
            UInt128 total = 0;
            foreach (Segment segment in Segments)
            {
                total += segment.LengthBytes;
            }

            return total;
        }
    }
}
