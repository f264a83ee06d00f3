using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>One device's part in a buffer.</summary>
/// <param name="Id">How many attaches succeeded before.</param>
/// <param name="Device">With the limits that it declares now.</param>
internal sealed record Attachment(int Id, Device Device)
{
    /// <summary>Maps not given back.</summary>
    public int Maps { get; init; }

    /// <summary>Of the live mapping.</summary>
    public MapDirection Direction { get; init; }

    /// <summary>The live mapping; without maps, one that the importer keeps.</summary>
    public Mapping? Mapping { get; init; }

    /// <summary>Device addresses that the mapping takes in its IOMMU domain.</summary>
    public IovaSpan? Iova { get; init; }

    /// <summary>Pins that were asked for.</summary>
    public int Pins { get; init; }

    /// <summary>Whether an importer that pins holds its own.</summary>
    public bool HoldsPin { get; init; }

    /// <summary>Mapped by the bus, without a copy ever being made.</summary>
    public bool SharesDirectTable => Device is { Iommu: null, MayBounce: false };

    /// <summary>Whether a live mapping lets the device go past the CPU's caches.</summary>
    public bool IsNonCoherent => Mapping is { Kind: not MappingKind.Bounced } && Device.Access != DeviceAccess.Coherent;

    /// <summary>Whether a live mapping forbids the storage to move.</summary>
    public bool HoldsStorage => Mapping is not null && Device.Importer != ImporterHabit.MovesOnNotice;

    /// <summary>As observers see it.</summary>
    public AttachmentView View => new(Id, Device.Name, Maps, Pins + (HoldsPin ? 1 : 0), Mapping);
}

/// <summary>A range of device addresses in a domain.</summary>
internal readonly record struct IovaSpan(ulong StartBytes, ulong LengthBytes)
{
    /// <summary>Whether two ranges have an address in common.</summary>
    public bool Overlaps(IovaSpan other) =>
        StartBytes < other.StartBytes + other.LengthBytes && other.StartBytes < StartBytes + LengthBytes;
}
