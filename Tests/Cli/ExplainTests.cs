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
    public void What_is_copied_is_told_in_a_driver_authors_words()
    {
        ToolRun run = Tool.Run("explain", RepoFiles.Path("data/examples/frame-out-of-reach.json"), "--no-solver");
        string text = string.Join(' ', run.Lines.Select(line => line.Trim()));

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("what it does not reach may be copied for it", text, StringComparison.Ordinal);
        Assert.Contains("There is one table for all of them but those that may bounce", text, StringComparison.Ordinal);
        Assert.Contains("Yes, but not without a copy: there is a table for every device.", text, StringComparison.Ordinal);
        Assert.Contains(
            "`gpu` does not reach all of it: at each map and unmap the kernel copies 8100 KiB through swiotlb, in 32 segments of at most "
            + "256 KiB (swiotlb_max_mapping_size). That is no longer zero-copy",
            text,
            StringComparison.Ordinal);
        Assert.All(run.Lines.Where(line => !line.StartsWith("    ", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 1, 80));
    }

    [Fact]
    public void Bouncing_is_told_as_a_further_way_out()
    {
        string zeroCopy = File.ReadAllText(RepoFiles.Path("data/examples/frame-out-of-reach.json"))
            .Replace("\"bounce\": true", "\"bounce\": false", StringComparison.Ordinal);
        ToolRun run = Tool.RunWith(zeroCopy, "explain", "-", "--no-solver");
        string text = string.Join(' ', run.Lines.Select(line => line.Trim()));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            "A further way out, that is no longer zero-copy: - `gpu.bounce` from false to true: `dma_map_sgtable()` then copies 8100 KiB "
            + "through swiotlb, at each map and unmap (kernel/dma/swiotlb.c)",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_is_told_as_decide_tells_it() => Assert.Equal(
        Tool.RunWith("{ \"bufer\": 1 }", "decide", "-").BadInput(), Tool.RunWith("{ \"bufer\": 1 }", "explain", "-").BadInput());
}
