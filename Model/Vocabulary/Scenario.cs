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

    /// <summary>From where the exporter may take storage, in its order of preference; only steps ask for it.</summary>
    public ValueList<MemoryExtent> Memory { get; init; }

    /// <summary>How the exporter behaves; only steps ask for it.</summary>
    public Exporter Exporter { get; init; } = Exporter.Default;

    /// <summary>What is done, in order; none: the scenario is a question only. With steps there is a layout or memory.</summary>
    public ValueList<Step> Steps { get; init; }

    /// <summary>Pages of the largest buffer that may have steps, since the specification maps page by page.</summary>
    public const ulong MaxPagesWithSteps = 1 << 18;

    /// <summary>Longest history.</summary>
    public const int MaxSteps = 100_000;

    /// <summary>Threads of a history are numbered from 0 to one less.</summary>
    public const int MaxThreads = 8;

    /// <summary>Largest buffer a scenario may ask for.</summary>
    public const ulong MaxBufferSizeBytes = 1UL << 63;
}
