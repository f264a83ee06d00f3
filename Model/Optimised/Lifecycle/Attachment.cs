using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <summary>Names an attachment: by its number, or as the latest one of a device that still exists when the operation runs.</summary>
public readonly record struct AttachmentName
{
    private AttachmentName(int? number, string? device)
    {
        Number = number;
        Device = device;
    }

    /// <summary>The number that attach gave.</summary>
    public int? Number { get; }

    /// <summary>The device of which it is the latest.</summary>
    public string? Device { get; }

    /// <summary>By number.</summary>
    public static implicit operator AttachmentName(int number) => FromInt32(number);

    /// <summary>The latest of a device.</summary>
    public static implicit operator AttachmentName(string device) => FromString(device);

    /// <summary>By number.</summary>
    public static AttachmentName FromInt32(int number) => new(number, null);

    /// <summary>The latest of a device.</summary>
    public static AttachmentName FromString(string device) => new(null, device);
}

/// <summary>A device of the scenario, attached or not.</summary>
internal sealed class DeviceState(int index, DeviceProfile profile)
{
    /// <summary>Its place in the scenario.</summary>
    public int Index { get; } = index;

    /// <summary>The device with the limits it has now.</summary>
    public DeviceProfile Profile { get; set; } = profile;

    /// <summary>Its attachments, oldest first.</summary>
    public LinkedList<Attachment> Attachments { get; } = [];

    /// <summary>Whether the exporter's attach hook says no to it.</summary>
    public bool IsRefused { get; set; }

    public string Name => Profile.Device.Name;

    public bool IsAttached => Attachments.Count > 0;
}

/// <summary>One attachment: what the engine knows of it.</summary>
public sealed class Attachment
{
    internal Attachment(int id, DeviceState device)
    {
        Id = id;
        Owner = device;
        OfDevice = new(this);
        OfBuffer = new(this);
    }

    /// <summary>Its number.</summary>
    public int Id { get; }

    /// <summary>Its device with the limits it has now.</summary>
    public DeviceProfile Profile => Owner.Profile;

    /// <summary>The live mapping, kept ones included.</summary>
    public Mapping? Mapping => Live?.Mapping;

    internal DeviceState Owner { get; }

    internal LinkedListNode<Attachment> OfDevice { get; }

    internal LinkedListNode<Attachment> OfBuffer { get; }

    internal int Maps { get; set; }

    internal int ExplicitPins { get; set; }

    internal bool ImporterPins { get; set; }

    internal LiveMapping? Live { get; set; }

    /// <summary>What the cache of answers remembers for this attachment.</summary>
    internal (MappingStamp Stamp, Mapping Mapping)? Remembered { get; set; }

    internal bool IsPinned => ExplicitPins > 0 || ImporterPins;
}

/// <summary>A mapping that lives.</summary>
/// <param name="Mapping">What was given.</param>
/// <param name="Direction">Which way.</param>
/// <param name="Range">Its device addresses, behind an IOMMU.</param>
/// <param name="UsesSharedTable">Whether it holds the one cached table.</param>
internal sealed record LiveMapping(Mapping Mapping, MapDirection Direction, IovaRange? Range, bool UsesSharedTable);

/// <summary>Device addresses of one mapping.</summary>
internal readonly record struct IovaRange(ulong Start, ulong Bytes);

/// <summary>Everything that the addresses of a mapping depend on.</summary>
/// <param name="Candidate">Which storage.</param>
/// <param name="Profile">The device and its limits.</param>
/// <param name="SharedTable">The one table for all, where it is used.</param>
/// <param name="RangeStart">Where its device addresses start, behind an IOMMU.</param>
public readonly record struct MappingStamp(int Candidate, DeviceProfile Profile, SegmentTable? SharedTable, ulong RangeStart);
