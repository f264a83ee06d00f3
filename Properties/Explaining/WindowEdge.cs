namespace DmabufVerify.Properties.Explaining;

/// <summary>A place inside contiguous memory that no segment of one device may cross.</summary>
/// <param name="AtBytes">Where in the buffer.</param>
/// <param name="Device">Whose segmentBoundaryMask it is.</param>
/// <param name="Mask">Its value; the place's address is a multiple of it + 1.</param>
public readonly record struct WindowEdge(ulong AtBytes, string Device, ulong Mask);
