using DmabufVerify.Tests.Vocabulary;

namespace DmabufVerify.Tests.Cli;

public sealed class ExplainTests
{
    private static readonly string CaptureToDisplay = RepoFiles.Path("data/examples/capture-to-display.json");

    [Fact]
    public void A_file_is_explained_in_eighty_columns_with_decides_exit_code()
    {
        ToolRun run = Tool.Run("explain", CaptureToDisplay, "--no-solver");

        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
        Assert.Equal("# capture and display cannot share a buffer of 8100 KiB", run.Lines[0]);
        Assert.Contains($"    ./verify decide {CaptureToDisplay}", run.Lines);
        Assert.Contains("## Provenance", run.Lines);
        Assert.All(run.Lines.Where(line => !line.StartsWith("    ", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 1, 80));
    }

    [Fact]
    public void The_picture_stands_in_the_text_as_it_is_and_in_eighty_columns()
    {
        ToolRun run = Tool.Run("explain", CaptureToDisplay, "--no-solver", "--ascii");

        Assert.Contains(run.Lines, line => line.EndsWith(" ^ display.maxSegmentCount", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.StartsWith("    storage: 1 run", StringComparison.Ordinal));
        Assert.All(run.Lines.Where(line => line.Contains('#') && line.Contains('+')), line => Assert.InRange(line.Length, 40, 80));
    }

    [Fact]
    public void Catalogue_devices_are_explained_without_a_file()
    {
        ToolRun run = Tool.Run("explain", "--device", "vc4-gen4:iommu", "nvme-pci", "--size", "64KiB", "--no-solver");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal("# vc4-gen4 and nvme-pci can share a buffer of 64 KiB", run.Lines[0]);
        Assert.Contains("    ./verify decide --device vc4-gen4:iommu nvme-pci --size 64KiB", run.Lines);
    }

    [Fact]
    public void What_comes_by_standard_input_is_shown_to_be_saved()
    {
        ToolRun run = Tool.RunWith("""{ "buffer": { "size": 1 }, "layout": { "pfns": [ 1 ] }, "devices": [ { "name": "d" } ] }""", "explain", "-", "--no-solver");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("    ./verify decide scenario.json", run.Lines);
        Assert.Contains("over this scenario:", run.Lines);
    }

    [Fact]
    public void A_mistake_is_told_as_decide_tells_it() => Assert.Equal(
        Tool.RunWith("{ \"bufer\": 1 }", "decide", "-").BadInput(), Tool.RunWith("{ \"bufer\": 1 }", "explain", "-").BadInput());
}
