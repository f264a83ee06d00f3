using System.Collections.Immutable;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Lifecycle;

/// <summary>What the one line of cache holds.</summary>
public enum CacheLine
{
    /// <summary>Nothing.</summary>
    Absent,

    /// <summary>What was in memory when it was fetched.</summary>
    Clean,

    /// <summary>What the CPU wrote, not yet in memory.</summary>
    Dirty,
}

/// <summary>
/// Memory, a cache and bounce buffers, at the granularity of a whole buffer: which data each reader sees when software cleans and
/// invalidates as it says it does. Data are versions: the number of the write that made them, 0 for those of fresh storage.
/// </summary>
/// <remarks>
/// The cache may fetch a line at any time before a device writes past it, so that whatever it holds afterwards is stale: the machine is as
/// unfriendly as the architecture allows.
/// </remarks>
public sealed record CacheMachine
{
    /// <summary>Contents of storage that nobody has written through memory yet.</summary>
    private const int Garbage = -1;

    /// <summary>Fresh storage.</summary>
    public static CacheMachine Fresh { get; } = new();

    /// <summary>Version in memory.</summary>
    public int Memory { get; private init; }

    /// <summary>State of the line.</summary>
    public CacheLine Line { get; private init; }

    /// <summary>Version in the line; without meaning when it is absent.</summary>
    public int Cached { get; private init; }

    /// <summary>Versions in bounce buffers, by attachment.</summary>
    public ImmutableDictionary<int, int> Bounce { get; private init; } = ImmutableDictionary<int, int>.Empty;

    /// <summary>What went wrong first, beyond data that are merely old; <see langword="null"/> while nothing has.</summary>
    public string? Loss { get; private init; }

    /// <summary>The machine after software has acted.</summary>
    public CacheMachine After(CacheAction action) => action.Kind switch
    {
        CacheActionKind.Clean when Line == CacheLine.Dirty => this with { Memory = Cached, Line = CacheLine.Clean },
        CacheActionKind.Clean => this,
        CacheActionKind.Invalidate when Line == CacheLine.Dirty =>
            this with { Line = CacheLine.Absent, Loss = Loss ?? $"an invalidate destroyed write {Cached}, not yet in memory" },
        CacheActionKind.Invalidate => this with { Line = CacheLine.Absent },
        CacheActionKind.CopyIn => this with { Bounce = Bounce.SetItem(action.Attachment!.Value, CpuSees) },
        CacheActionKind.CopyOut => CpuWrites(Bounce.GetValueOrDefault(action.Attachment!.Value, Garbage)),
        CacheActionKind.CopyStorage => this with { Memory = Garbage, Line = CacheLine.Dirty, Cached = CpuSees },
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    /// <summary>The version that the CPU reads.</summary>
    public int CpuSees => Line == CacheLine.Absent ? Memory : Cached;

    /// <summary>The machine after the CPU has written.</summary>
    public CacheMachine CpuWrites(int version) => this with { Line = CacheLine.Dirty, Cached = version };

    /// <summary>The version that a device reads from the buffer itself.</summary>
    public int DeviceSees(bool snoops) => snoops && Line == CacheLine.Dirty ? Cached : Memory;

    /// <summary>The machine after a device has written to the buffer itself.</summary>
    public CacheMachine DeviceWrites(int version, bool snoops) => (snoops, Line) switch
    {
        (true, _) => this with { Memory = version, Line = CacheLine.Absent },
        (false, CacheLine.Dirty) =>
            this with { Memory = version, Loss = Loss ?? $"write {version} of a device races with the write-back of write {Cached}" },
        (false, CacheLine.Absent) => this with { Line = CacheLine.Clean, Cached = Memory, Memory = version },
        (false, _) => this with { Memory = version },
    };

    /// <summary>The machine after a device has written to an attachment's bounce buffer.</summary>
    public CacheMachine BounceWrites(int attachment, int version) => this with { Bounce = Bounce.SetItem(attachment, version) };
}
