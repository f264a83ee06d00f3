namespace DmabufVerify.Vocabulary;

/// <summary>How device addresses come about.</summary>
public enum MappingKind
{
    /// <summary>Physical address less the bus offset.</summary>
    Direct,

    /// <summary>As direct, but some segments are copies in a bounce pool.</summary>
    Bounced,

    /// <summary>Addresses of an IOMMU domain.</summary>
    Iommu,
}

/// <summary>What a map gives.</summary>
/// <param name="Kind">How the addresses come about.</param>
/// <param name="Domain">The IOMMU domain whose addresses they are; <see langword="null"/> on the bus itself.</param>
/// <param name="Table">Segments in the device's own addresses.</param>
public sealed record Mapping(MappingKind Kind, string? Domain, SegmentTable Table);
