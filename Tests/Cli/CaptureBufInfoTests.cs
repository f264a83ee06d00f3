using DmabufVerify.Tests.Vocabulary;

namespace DmabufVerify.Tests.Cli;

/// <summary><c>capture bufinfo</c> as a user meets it.</summary>
public sealed class CaptureBufInfoTests(TempFolder folder) : IClassFixture<TempFolder>
{
    private static readonly string BufInfo = RepoFiles.Path("Tests/Cli/Capture/Buffers/bufinfo-6.12.txt");

    [Fact]
    public void Buffers_come_one_a_line_and_are_decided()
    {
        string path = folder.In("buffers.jsonl");

        ToolRun run = Tool.Run("capture", "bufinfo", BufInfo, "--out", path);

        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Contains("note: scenario 2 is buffer 1 of vc4, \"frame\"\n", run.Errors, StringComparison.Ordinal);
        Assert.Contains("note: 1 of 3 buffers have nobody attached and are left out\n", run.Errors, StringComparison.Ordinal);
        Assert.Equal(2, File.ReadLines(path).Count());
        Assert.Equal(2, Tool.Run("decide", path).Lines.Count(line => line.Contains("\"verdict\":\"sat\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void One_buffer_is_decided_and_explained()
    {
        ToolRun run = Tool.RunWith(File.ReadAllText(BufInfo), "capture", "bufinfo", "-", "--buffer", "1");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\"use\": \"catalogue:etnaviv\"", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("SAT: etnaviv and fe9b0000.codec can share 8100 KiB", Tool.RunWith(run.Output, "decide", "-").Output, StringComparison.Ordinal);
        Assert.StartsWith("# etnaviv and fe9b0000.codec can share", Tool.RunWith(run.Output, "explain", "-").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tree_in_sysfs_is_compared()
    {
        Buffer("tree/2", 32768, "system");
        Buffer("tree/1", 4096, "vc4");

        Assert.Equal(
            $"{BufInfo}: buffer 1 (line 17): 8294400 bytes of vc4: sysfs shows 4096 bytes of vc4; expected two looks at one system",
            Tool.Run("capture", "bufinfo", BufInfo, "--sysfs", folder.In("tree")).BadInput());
    }

    [Fact]
    public void The_tree_alone_gives_buffers_that_nobody_is_known_to_share()
    {
        Buffer("alone/7", 4096, "vc4");

        ToolRun run = Tool.Run("capture", "bufinfo", "--sysfs", folder.In("alone"));

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Json.GetProperty("devices").EnumerateArray());
        Assert.Contains("note: who is attached, ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_is_none_is_told_with_file_and_line()
    {
        string path = folder.File("cut.txt", File.ReadAllText(BufInfo).Replace("8331264 bytes", "8331264", StringComparison.Ordinal));

        Assert.StartsWith(
            $"{path}: bufinfo (line 24): \"Total 3 objects, 8331264\": expected ", Tool.Run("capture", "bufinfo", path).BadInput(), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_buffers_need_a_file_of_lines() => Assert.EndsWith(
        "x.json: 2 buffers need a .jsonl file, or --buffer to choose one",
        Tool.Run("capture", "bufinfo", BufInfo, "--out", folder.In("x.json")).BadInput(),
        StringComparison.Ordinal);

    private void Buffer(string path, int size, string exporter)
    {
        Directory.CreateDirectory(folder.In(path));
        File.WriteAllText(folder.In($"{path}/size"), $"{size}\n");
        File.WriteAllText(folder.In($"{path}/exporter_name"), exporter + "\n");
    }
}
