using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Capture.Buffers;

/// <summary>A dma-buf as the running kernel shows it.</summary>
/// <param name="Inode">Unique while the buffer lives.</param>
/// <param name="SizeBytes">Of the buffer; 0 is no question and is refused later.</param>
/// <param name="Exporter">exp_name: the module that exported it, or what that calls itself.</param>
/// <param name="Name">What user space called it (DMA_BUF_SET_NAME); <see langword="null"/> where nothing is said.</param>
/// <param name="Devices">Attached devices by dev_name, once for each attachment, in the order shown.</param>
/// <param name="Line">Where it is shown, from 1; <see langword="null"/> where that is no text.</param>
public sealed record ShownBuffer(ulong Inode, ulong SizeBytes, string Exporter, string? Name, ValueList<string> Devices, long? Line);
