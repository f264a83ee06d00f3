using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Capture.Buffers;

/// <summary>All dma-bufs that one look at the kernel showed.</summary>
/// <param name="All">In the order shown; inodes are distinct.</param>
/// <param name="TellsDevices">Whether that look shows who is attached.</param>
public sealed record ShownBuffers(ValueList<ShownBuffer> All, bool TellsDevices);
