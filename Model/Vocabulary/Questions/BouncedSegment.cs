namespace DmabufVerify.Vocabulary;

/// <summary>A segment as a device that may bounce is given it.</summary>
/// <param name="OnBus">In the device's own addresses: the segment itself, or its copy in the bounce pool.</param>
/// <param name="CopyOf">Physical address of the original where this is a copy; <see langword="null"/> where the device reaches all of it.</param>
public readonly record struct BouncedSegment(Segment OnBus, ulong? CopyOf);
