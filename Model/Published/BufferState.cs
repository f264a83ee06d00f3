using System.Collections.Immutable;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>A buffer between two operations. One that fails leaves the old value in place, which is all there is to atomicity.</summary>
internal sealed record BufferState
{
    public bool IsExported { get; init; }

    public Layout? Storage { get; init; }

    /// <summary>By number, ascending.</summary>
    public ImmutableArray<Attached> Attachments { get; init; } = [];

    /// <summary>The number of the next attachment.</summary>
    public int NextId { get; init; }

    public Constraints Stored { get; init; } = new(ResolvedLimits.Unlimited, 0);

    public CpuAccess CpuAccess { get; init; }

    /// <summary>Whether the data is a non-coherent device's; else it is the CPU's.</summary>
    public bool DeviceOwns { get; init; }

    /// <summary>The one table of an exporter that caches, in physical addresses.</summary>
    public SegmentTable? CachedTable { get; init; }

    /// <summary>What drivers declared after the scenario began, by device.</summary>
    public ImmutableDictionary<string, Limits> Changed { get; init; } = ImmutableDictionary<string, Limits>.Empty;

    /// <summary>Whom the exporter's attach hook refuses.</summary>
    public ImmutableHashSet<string> Refused { get; init; } = [];

    /// <summary>Attachment objects without an attachment; none but with <see cref="Defect.F2"/>.</summary>
    public int LostObjects { get; init; }

    /// <summary>Whether the stored constraints can no longer be met by anybody; never but with <see cref="Defect.H2"/>.</summary>
    public bool IsSpoilt { get; init; }

    /// <summary>Who attached first of all; only <see cref="Defect.F18"/> asks.</summary>
    public Device? FirstAttached { get; init; }

    public IEnumerable<Device> Devices => Attachments.Select(a => a.Device);

    /// <summary>The attachment that a device's name stands for.</summary>
    public Attached? Latest(string device) => Attachments.LastOrDefault(a => a.Device.Name == device);

    /// <summary>A copy in which some attachments are changed.</summary>
    public BufferState Change(Func<Attached, bool> which, Func<Attached, Attached> change) =>
        this with { Attachments = [.. Attachments.Select(a => which(a) ? change(a) : a)] };
}

/// <summary>One attachment.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Device">Whose, with the limits by which it was admitted.</param>
internal sealed record Attached(int Id, Device Device)
{
    /// <summary>Maps that were not given back.</summary>
    public int Maps { get; init; }

    public int ExplicitPins { get; init; }

    /// <summary>Whether its importer pinned at the first map.</summary>
    public bool ImporterPins { get; init; }

    /// <summary>The live mapping; without maps it is one that the importer keeps.</summary>
    public LiveMapping? Live { get; init; }

    public int Pins => ExplicitPins + (ImporterPins ? 1 : 0);

    /// <summary>Whether the device's data does not go by the CPU's caches; a bounced mapping is copied by the CPU instead.</summary>
    public bool IsNonCoherent => Live is { Mapping.Kind: not MappingKind.Bounced } && Device.Access != DeviceAccess.Coherent;

    /// <summary>Whether there are copies that the device may have written.</summary>
    public bool HasCopiesToTakeBack =>
        Live is { Mapping.Kind: MappingKind.Bounced, Direction: not MapDirection.ToDevice };
}

/// <summary>A live mapping.</summary>
/// <param name="Mapping">What the importer got.</param>
/// <param name="Direction">Which way it asked for.</param>
/// <param name="IsShared">Whether it is over the exporter's cached table.</param>
/// <param name="Range">Device addresses taken in the IOMMU domain, holes between segments included.</param>
internal sealed record LiveMapping(Mapping Mapping, MapDirection Direction, bool IsShared = false, Segment? Range = null);
