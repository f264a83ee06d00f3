using System.Numerics;
using System.Text.Json;

namespace DmabufVerify.Tests.Vocabulary.Catalogue;

/// <summary>data/devices.json keeps the promises of data/README.md; read without the code that the tool uses.</summary>
public class CatalogueDataTests
{
    private static readonly JsonElement[] Entries =
        [.. JsonDocument.Parse(File.ReadAllText(RepoFiles.Path("data/devices.json"))).RootElement.EnumerateArray()];

    [Fact]
    public void Names_are_distinct() => Assert.Equal(Entries.Length, Entries.Select(Name).Distinct().Count());

    [Theory]
    [InlineData("max_segment_size", 220)]
    [InlineData("segment_boundary_mask", 215)]
    [InlineData("max_segment_count", 49)]
    [InlineData("dma_mask_bits", 197)]
    [InlineData("dma_mask", 200)]
    [InlineData("coherent_dma_mask_bits", 12)]
    [InlineData("min_align_mask", 202)]
    [InlineData("virt_boundary_mask", 4)]
    [InlineData("needs_contiguous", 113)]
    [InlineData("has_iommu_or_mmu", 69)]
    [InlineData("coherent", 1)]
    public void Every_value_has_a_source(string field, int count)
    {
        // One line of the kernel sets streaming and coherent masks; the data cites it once.
        string cited = field is "dma_mask" or "coherent_dma_mask_bits" ? "dma_mask_bits" : field;
        JsonElement[] known = [.. Entries.Where(e => e.GetProperty(field).ValueKind != JsonValueKind.Null)];

        Assert.Equal(count, known.Length);
        Assert.All(known, e => Assert.NotEqual(0, e.GetProperty("source").GetProperty(cited).GetArrayLength()));
        Assert.All(known, e => Assert.NotEqual("", e.GetProperty("origin").GetProperty(cited).GetString()));
    }

    [Fact]
    public void Sources_are_lines_of_kernel_files() => Assert.All(
        Entries.SelectMany(e => e.GetProperty("source").EnumerateObject()).SelectMany(f => f.Value.EnumerateArray()),
        place => Assert.Matches(@"^[a-z][\w./+-]*/[\w.+-]+:\d+$", place.GetString()));

    [Theory]
    [InlineData("segment_boundary_mask")]
    [InlineData("min_align_mask")]
    [InlineData("virt_boundary_mask")]
    public void Masks_are_2_to_the_k_less_1(string field) => Assert.All(
        Values(field),
        mask => Assert.True(mask == ulong.MaxValue || BitOperations.IsPow2(mask + 1), $"0x{mask:x}"));

    [Fact]
    public void Mask_bits_agree_with_the_mask() => Assert.All(
        Entries.Where(e => e.GetProperty("dma_mask_bits").ValueKind == JsonValueKind.Number),
        e => Assert.Equal(ulong.MaxValue >> (64 - e.GetProperty("dma_mask_bits").GetInt32()), e.GetProperty("dma_mask").GetUInt64()));

    [Fact]
    public void Origins_are_those_of_the_documentation()
    {
        string page = File.ReadAllText(RepoFiles.Path("data/README.md"));
        IEnumerable<string> origins = Entries
            .SelectMany(e => e.GetProperty("origin").EnumerateObject())
            .Select(o => o.Value.GetString()!)
            .Distinct();

        Assert.All(origins, origin => Assert.Contains($"`{origin}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Fields_are_those_of_the_documentation()
    {
        string page = File.ReadAllText(RepoFiles.Path("data/README.md"));

        Assert.All(Entries[0].EnumerateObject(), field => Assert.Contains($"| `{field.Name}` |", page, StringComparison.Ordinal));
    }

    private static string Name(JsonElement entry) => entry.GetProperty("name").GetString()!;

    private static ulong[] Values(string field) =>
        [.. Entries.Select(e => e.GetProperty(field)).Where(v => v.ValueKind == JsonValueKind.Number).Select(v => v.GetUInt64())];
}
