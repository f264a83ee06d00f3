namespace DmabufVerify.Vocabulary;

/// <summary>Bytes [address, address + length) that are contiguous both in the buffer and at the address.</summary>
/// <param name="AddressBytes">Physical, or on a device's bus: the owner says which.</param>
/// <param name="LengthBytes">At least 1.</param>
public readonly record struct Segment(ulong AddressBytes, ulong LengthBytes)
{
    /// <summary>Address of the last byte; exists for every legal segment, the one that ends at 2^64 included.</summary>
    public ulong LastByte => AddressBytes + (LengthBytes - 1);
}
