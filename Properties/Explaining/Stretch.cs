namespace DmabufVerify.Properties.Explaining;

/// <summary>Bytes of a buffer that follow one another at an address too: a run of storage, a segment, or a part of one.</summary>
/// <param name="StartBytes">Where in the buffer it begins.</param>
/// <param name="LengthBytes">Zero for a mere place.</param>
/// <param name="AddressBytes">
/// Of its first byte: physical, or on a device's bus, as the owner says. Below zero or above 2^64 - 1 where the bus has no such address.
/// </param>
public readonly record struct Stretch(ulong StartBytes, ulong LengthBytes, Int128 AddressBytes)
{
    /// <summary>The place in the buffer behind its last byte.</summary>
    public ulong EndBytes => StartBytes + LengthBytes;

    /// <summary>The address behind its last byte.</summary>
    public Int128 EndAddressBytes => AddressBytes + LengthBytes;

    /// <summary>What follows <paramref name="atBytes"/> within it, both places in the buffer.</summary>
    public Stretch From(ulong atBytes) => new(atBytes, EndBytes - atBytes, AddressBytes + (atBytes - StartBytes));

    /// <summary>What lies at these addresses, which are its own.</summary>
    public Stretch At(Int128 fromAddress, Int128 toAddress) =>
        new(StartBytes + (ulong)(fromAddress - AddressBytes), (ulong)(toAddress - fromAddress), fromAddress);
}
