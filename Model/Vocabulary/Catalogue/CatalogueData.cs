using System.Text.Json.Serialization;

namespace DmabufVerify.Vocabulary.Catalogue;

/// <summary>One record of data/devices.json as it stands in the file.</summary>
internal sealed record CatalogueData
{
    public required string Name { get; init; }

    public required string DriverFile { get; init; }

    public required string Subsystem { get; init; }

    public required string Bus { get; init; }

    public required ulong? MaxSegmentSize { get; init; }

    public required ulong? SegmentBoundaryMask { get; init; }

    public required ulong? MaxSegmentCount { get; init; }

    public required int? DmaMaskBits { get; init; }

    public required ulong? DmaMask { get; init; }

    public required int? CoherentDmaMaskBits { get; init; }

    public required ulong? MinAlignMask { get; init; }

    public required ulong? VirtBoundaryMask { get; init; }

    public required bool? NeedsContiguous { get; init; }

    public required bool? HasIommuOrMmu { get; init; }

    public required bool? Coherent { get; init; }

    public required Dictionary<string, string> Origin { get; init; }

    public required Dictionary<string, string[]> Source { get; init; }

    public required string Kernel { get; init; }

    public required string Note { get; init; }
}

/// <summary>Generated reading of the data file: no reflection, and a field that the record does not know is an error.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CatalogueData[]))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
