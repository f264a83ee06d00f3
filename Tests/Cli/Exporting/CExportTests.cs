using DmabufVerify.Cli.Exporting;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Tests.Properties;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Cli.Exporting;

/// <summary>The C file compiles for a kernel, and its test, run in user space, expects what a builder gives.</summary>
public sealed class CExportTests(TempFolder folder) : IClassFixture<TempFolder>
{
    private static readonly Scenario BehindIommu = Exports.TooManySegments with
    {
        Devices = [Exports.TooManySegments.Devices[0] with { Iommu = new Iommu("domain", 4096), Limits = Limits.Unset with { MaxSegmentCount = 1, MaxSegmentSizeBytes = 4096 } }],
    };

    [KernelFact]
    public void It_compiles_for_a_kernel_without_a_warning()
    {
        Scenario odd = Exports.TooManySegments with
        {
            Devices = [Some.Free("a\"*/\\ü\n", (LimitKind.MaxSegmentCount, 1)) with { BusOffsetBytes = -(1L << 40) }, .. BehindIommu.Devices],
            Layout = new Layout(100, [new PfnRun(3, 2), new PfnRun(7, 9)]),
        };
        folder.File("finding.c", C(Exports.Finding("Optimised.EqualsSpec", Exports.AcrossABoundary, "optimised.boundary-ignored")));
        folder.File("decision.c", C(Exports.Decided(Exports.TooManySegments)));
        folder.File("odd.c", C(Exports.Decided(odd)));
        folder.File("table.c", C(Exports.Decided(BehindIommu)));

        string output = KernelHeaders.Compile(folder, "finding", "decision", "odd", "table");

        Assert.DoesNotContain("warning", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_without_headers_is_told_the_package() => Assert.True(
        KernelHeaders.Tree is not null || KernelHeaders.Problem!.Contains("linux-headers-amd64", StringComparison.Ordinal));

    [Fact]
    public void Expectations_of_drawn_scenarios_are_met()
    {
        var generator = new ScenarioGenerator(GeneratorSettings.Default, RealInputs.None);
        Scenario[] drawn =
        [
            .. Enumerable.Range(0, 2000).Select(seed => generator.Draw(Regime.Plausible, (ulong)seed))
                .Where(s => s is { Layout: not null, Steps.Count: 0 } && s.PageSize == PageSize.FourKiB)
                .Where(s => new PagedBuffer(s.PageSize, s.Layout!, s.BufferSizeBytes).UsedPages <= 4096 && s.Devices.Any(d => d.Iommu is null))
                .Take(12),
        ];
        string[] sources = [.. drawn.Select(scenario => C(Exports.Decided(scenario)))];

        Assert.Equal(12, sources.Length);
        Assert.Contains(sources, source => source.Contains(".fits = true", StringComparison.Ordinal));
        Assert.Contains(sources, source => source.Contains(".fits = false", StringComparison.Ordinal));
        Assert.Contains(sources, source => source.Contains("_mask of ", StringComparison.Ordinal));
        Assert.All(sources, source =>
        {
            (bool passes, string output) = KUnitRun.Of(source, folder);
            Assert.True(passes, $"{output}\n{source}");
            Assert.Contains("\nok ", "\n" + output, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(".nents = 1,", ".nents = 2,", "sgt.orig_nents is 1, not 2")]
    [InlineData("\t8192,", "\t4096,", "sg->length is 8192, not 4096")]
    [InlineData(".misfit = 0,", ".misfit = 1,", "misfit is 0, not 1")]
    [InlineData(".seg_boundary_mask = 0x3fff,", ".seg_boundary_mask = 0x7fff,", "misfit is 1, not 0")]
    [InlineData(".bus_offset = 0,", ".bus_offset = 0x5000,", null)]
    [InlineData(".pfn = 0x3, .nr_pages = 2", ".pfn = 0x4, .nr_pages = 2", "misfit is 1, not 0")]
    public void Its_test_can_fail(string from, string to, string? failure)
    {
        string source = C(Exports.Decided(Exports.AcrossABoundary));
        Assert.Contains(from, source, StringComparison.Ordinal);

        (bool passes, string output) = KUnitRun.Of(source.Replace(from, to, StringComparison.Ordinal), folder);

        Assert.Equal(failure is null, passes);
        Assert.Contains(failure ?? "ok ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_frames_that_a_machine_lacks_are_skipped() => Assert.StartsWith(
        "# skip: no struct page for pfn 0x4\nskipped ",
        KUnitRun.Of(C(Exports.Decided(Exports.AcrossABoundary)), folder, "-DSHIM_PAGES=4").Output);

    [Fact]
    public void It_keeps_to_the_kernels_style()
    {
        string[] lines = C(Exports.Finding("Optimised.EqualsSpec", Exports.AcrossABoundary, "optimised.boundary-ignored")).Split('\n');

        Assert.Equal("// SPDX-License-Identifier: GPL-2.0", lines[0]);
        Assert.Contains(" *   replay: ./verify replay a/case.json", lines);
        Assert.All(lines, line => Assert.False(line.StartsWith(' ') && !line.StartsWith(" *", StringComparison.Ordinal), line));
        Assert.All(lines, line => Assert.True(line.TrimEnd() == line, line));
        Assert.All(lines, line => Assert.InRange(line.Replace("\t", "        ", StringComparison.Ordinal).Length, 0, 80));
    }

    [Fact]
    public void What_a_test_cannot_ask_is_in_the_table_only()
    {
        string source = C(Exports.Decided(BehindIommu));

        Assert.Contains(" * Only the table, and no KUnit test:\n *   behind an IOMMU", source, StringComparison.Ordinal);
        Assert.Contains("\t\t.error = -EINVAL,\n\t\t.fewest = 4,\n\t\t.not_asked = \"behind an IOMMU", source, StringComparison.Ordinal);
        Assert.DoesNotContain("kunit", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Beside_a_device_that_can_be_asked_it_is_skipped()
    {
        Scenario both = Exports.TooManySegments with { Devices = [Some.Free("direct"), .. BehindIommu.Devices] };

        (bool passes, string output) = KUnitRun.Of(C(Exports.Decided(both)), folder);

        Assert.True(passes, output);
        Assert.Contains("\n# skip: behind an IOMMU", output, StringComparison.Ordinal);
        Assert.StartsWith("ok direct_camera_cannot_share: direct\n", output);
    }

    [Fact]
    public void The_planted_defect_is_not_what_is_expected() => Assert.Contains(
        "\t\t.fewest = 2,",
        C(Exports.Finding("Optimised.EqualsSpec", Exports.AcrossABoundary, "spec.boundary-is-double")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(true, "no C test without page frames, as the scenario has no layout: use --export scenario")]
    [InlineData(false, "no C test of 262145 pages, only up to 262144: use --export scenario")]
    public void What_has_no_C_test_says_so(bool hasNoLayout, string expected)
    {
        Layout? layout = hasNoLayout ? null : new Layout(0, [new PfnRun(0, 262145)]);
        Scenario scenario = Exports.TooManySegments with { Layout = layout, BufferSizeBytes = 262145 * Some.Page };

        Exported exported = CExport.Of(Exports.Decided(scenario));

        Assert.Equal((null, expected, 2), (exported.Text, exported.Problem, exported.Code));
    }

    private static string C(ExportSubject subject)
    {
        Exported exported = CExport.Of(subject);
        Assert.Null(exported.Problem);
        return exported.Text!;
    }
}
