namespace DmabufVerify.Vocabulary;

/// <summary>A question as a user writes it: a buffer, perhaps where it is, and who wants to share it.</summary>
public sealed record Scenario
{
    /// <summary>4 KiB unless said otherwise.</summary>
    public PageSize PageSize { get; init; } = PageSize.FourKiB;

    /// <summary>Bytes of the buffer, 1 to 2^63.</summary>
    public required ulong BufferSizeBytes { get; init; }

    /// <summary>Where the storage is, or <see langword="null"/>: then the question is about any layout at all.</summary>
    public Layout? Layout { get; init; }

    /// <summary>Everybody who shares, names distinct. None: nothing is asked, and the answer is sat.</summary>
    public required ValueList<Device> Devices { get; init; }

    /// <summary>One table for all, or one for each.</summary>
    public SharingMode Mode { get; init; } = SharingMode.Shared;

    /// <summary>Defaults, enforcement, splitting.</summary>
    public Policy Policy { get; init; } = Policy.Default;

    /// <summary>Largest buffer a scenario may ask for.</summary>
    public const ulong MaxBufferSizeBytes = 1UL << 63;
}
