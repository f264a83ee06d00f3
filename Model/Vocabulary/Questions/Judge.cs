namespace DmabufVerify.Vocabulary;

/// <summary>One device's say over a table.</summary>
/// <param name="Device">Its name.</param>
/// <param name="Limits">What a table has to satisfy, in the device's own addresses.</param>
/// <param name="BusOffsetBytes">Device address = physical address - offset.</param>
public sealed record Judge(string Device, ResolvedLimits Limits, long BusOffsetBytes);
