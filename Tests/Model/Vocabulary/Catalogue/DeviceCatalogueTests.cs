using System.Text;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Vocabulary.Catalogue;

public class DeviceCatalogueTests
{
    private static readonly DeviceCatalogue Shipped = DeviceCatalogue.Shipped;

    [Fact]
    public void Shipped_has_every_entry() => Assert.Equal(234, Shipped.Entries.Count);

    [Fact]
    public void Find_names_the_nearest()
    {
        Assert.Equal("vc4-gen4", Shipped.Find("vc4-gen4").Value!.Name);
        Assert.Equal("catalogue: \"vc4\": no such entry; did you mean vc4-gen4?", Shipped.Find("vc4").Problem!.ToString());
        Assert.Equal("catalogue: \"zzzzzzzz\": no such entry", Shipped.Find("zzzzzzzz").Problem!.ToString());
    }

    /// <summary>
    /// None is out of range at 4 KiB: the smallest segment size is 4096 and the smallest boundary 4 KiB - 1. sunvdc's 8 KiB values
    /// are those of sparc64 pages, and legal at 4 KiB as well.
    /// </summary>
    [Fact]
    public void Every_entry_passes_the_limit_checks_at_4_KiB() =>
        Assert.DoesNotContain(Shipped.Entries, e => LimitChecks.Check(e.Limits, PageSize.FourKiB) is not null);

    [Fact]
    public void Entries_that_64_KiB_pages_rule_out_are_known()
    {
        var pageSize = new PageSize(65536);
        string[] refused = [.. Shipped.Entries.Where(e => LimitChecks.Check(e.Limits, pageSize) is not null).Select(e => e.Name)];

        Assert.Equal(21, refused.Length);
        Assert.Contains("sunvdc-8k", refused);
    }

    [Theory]
    [InlineData("vc4-gen4", 1UL, null, null, null, null, null)]
    [InlineData("pci-default", null, 65536UL, 0xffffffffUL, null, null, 0xffffffffUL)]
    [InlineData("platform-default", null, null, null, null, null, null)]
    [InlineData("dwc2", 1UL, null, null, null, null, 0xffffffffUL)]
    [InlineData("xhci-pci", ulong.MaxValue, 0xffffffffUL, 0xffffffffUL, null, null, ulong.MaxValue)]
    [InlineData("venus-sdm845", 1UL, 0xffffffffUL, null, null, null, 0xdfffffffUL)]
    [InlineData("nvme-pci", 128UL, 0xffffffffUL, 0xffffffffUL, 4095UL, 4095UL, ulong.MaxValue)]
    public void Entries_declare(string name, ulong? count, ulong? size, ulong? boundary, ulong? gap, ulong? align, ulong? reach)
    {
        var expected = new Limits
        {
            MaxSegmentCount = count,
            MaxSegmentSizeBytes = size,
            SegmentBoundaryMask = boundary,
            VirtBoundaryMask = gap,
            MinAlignMask = align,
            AddressMask = reach,
        };

        Assert.Equal(expected, Shipped.Find(name).Value!.Limits);
    }

    [Fact]
    public void A_device_keeps_the_entry_and_has_no_iommu()
    {
        Device device = Shipped.Find("venus-sdm845").Value!.ToDevice("decoder");

        Assert.Equal(("decoder", "venus-sdm845", null), (device.Name, device.CatalogueEntry, device.Iommu));
    }

    [Fact]
    public void Every_contiguous_device_has_a_count_of_one()
    {
        CatalogueEntry[] contiguous = [.. Shipped.Entries.Where(e => e.NeedsContiguous == true)];

        Assert.Equal(74, contiguous.Length);
        Assert.All(contiguous, e => Assert.Equal(1UL, e.Limits.MaxSegmentCount));
    }

    /// <summary>Thread F13: three more have the 64 KiB that the PCI core writes into every function, which counts as declared.</summary>
    [Fact]
    public void Contiguous_devices_with_a_segment_size_nobody_chose()
    {
        CatalogueEntry[] contiguous = [.. Shipped.Entries.Where(e => e.NeedsContiguous == true)];

        Assert.Equal(43, contiguous.Count(e => e.Defaulted.Contains(LimitKind.MaxSegmentSize)));
        Assert.Equal(
            ["dt3155", "solo6x10-display", "sta2x11-vip"],
            contiguous.Where(e => e.Limits.MaxSegmentSizeBytes == 65536).Select(e => e.Name).Order());
    }

    [Fact]
    public void Declared_limits_by_field() => Assert.Equal(
        [119, 156, 93, 4, 4, 135],
        LimitKinds.All.Select(kind => Shipped.Entries.Count(e => e.Limits[kind] is not null)));

    [Fact]
    public void Defaulted_limits_are_unset() => Assert.All(
        Shipped.Entries,
        entry => Assert.All(entry.Defaulted, kind => Assert.Null(entry.Limits[kind])));

    [Theory]
    [InlineData("[ {} ]", "name")]
    [InlineData("[ null ]", "expected an entry")]
    [InlineData("{ }", "could not be converted")]
    [InlineData("[", "Expected depth")]
    public void A_broken_file_is_told(string text, string words)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        ReadResult<DeviceCatalogue> result = DeviceCatalogue.Load(stream);

        Assert.False(result.IsOk);
        Assert.Contains(words, result.Problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_entries_of_one_name_are_told()
    {
        string data = File.ReadAllText(RepoFiles.Path("data/devices.json"));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(data.Replace("\"vc4-gen4\"", "\"pci-default\"", StringComparison.Ordinal)));

        Assert.Contains("pci-default: an earlier entry", DeviceCatalogue.Load(stream).Problem!.ToString(), StringComparison.Ordinal);
    }
}
