namespace DmabufVerify.Cli.Capture;

/// <summary>What memory to ask the kernel for.</summary>
/// <param name="SizeBytes">Rounded up to whole pages.</param>
public sealed record PageCaptureOptions(ulong SizeBytes)
{
    /// <summary>Largest capture, 64 GiB: an entry of 8 bytes for each page is held.</summary>
    public const ulong MaxSizeBytes = 1UL << 36;

    /// <summary>Whether transparent huge pages are asked for (MADV_HUGEPAGE) or forbidden (MADV_NOHUGEPAGE).</summary>
    public bool HugePages { get; init; }

    /// <summary>Pages are touched in a random order, with this seed; <see langword="null"/>: in ascending order.</summary>
    public int? RandomOrderSeed { get; init; }
}
