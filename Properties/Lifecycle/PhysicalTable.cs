using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Lifecycle;

/// <summary>A direct mapping's table, back in physical addresses.</summary>
internal static class PhysicalTable
{
    /// <summary>Physical = device + bus offset; <see langword="null"/> when that is no address.</summary>
    public static SegmentTable? Of(SegmentTable table, Device device)
    {
        var segments = new List<Segment>();
        foreach (Segment segment in table.Segments)
        {
            Int128 address = (Int128)segment.AddressBytes + device.BusOffsetBytes;
            if (address < 0 || address > ulong.MaxValue)
            {
                return null;
            }

            segments.Add(segment with { AddressBytes = (ulong)address });
        }

        return new SegmentTable([.. segments]);
    }
}
