using System.Diagnostics;
using System.Runtime.Versioning;

namespace DmabufVerify.Tests.Cli;

/// <summary>Files that hold no scenario at all, or too much.</summary>
public sealed class InputFileTests(TempFolder folder) : IClassFixture<TempFolder>
{
    /// <summary>Beyond it the runtime gives up with an out of memory error.</summary>
    private const string HeapOf256MiB = "DOTNET_GCHeapHardLimit=0x10000000";

    [Theory]
    [InlineData("decide")]
    [InlineData("segment")]
    [InlineData("replay")]
    public void A_folder_is_told(string command) => Assert.Equal(
        $"{folder.Path}: is a directory; expected a scenario file", Tool.Run(command, folder.Path).BadInput());

    [Theory]
    [InlineData("none.json")]
    [InlineData("none.jsonl")]
    [InlineData("none/none.json")]
    public void A_missing_file_is_told(string name)
    {
        string file = folder.In(name);

        Assert.Equal(
            $"{file}: no such file; expected a .json or .jsonl file, or - for standard input", Tool.Run("segment", file).BadInput());
    }

    /// <summary>
    /// Permissions do not bind root, so the tool is then run as another user, through setpriv of util-linux. The runtime's own folders
    /// may be closed to that user; hence the probe, which fails the test with that reason rather than with a misleading one.
    /// </summary>
    [UnsupportedOSPlatform("windows")]
    [Theory]
    [InlineData("secret.json")]
    [InlineData("secret.jsonl")]
    public void A_file_that_may_not_be_read_is_told(string name)
    {
        string file = folder.File(name, "{}");
        File.SetUnixFileMode(folder.Path, File.GetUnixFileMode(folder.Path) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(file, UnixFileMode.None);
        string asUser = Environment.IsPrivilegedProcess
            ? "DOTNET_CLI_HOME=/tmp setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=-all "
            : "";

        ToolRun probe = Tool.Shell($"{asUser}\"$@\" devices no-such-device");
        Assert.True(probe.ExitCode == 0, $"the tool does not start as another user: {probe.Errors}");
        Assert.Equal($"{file}: may not be read by this user", Tool.Shell($"{asUser}\"$@\" segment '{file}'").BadInput());
    }

    [Theory]
    [InlineData("decide")]
    [InlineData("segment")]
    public void A_folder_as_standard_input_is_told(string command) => Assert.Equal(
        "standard input: cannot be read: Is a directory", Tool.Shell($"\"$@\" {command} - < '{folder.Path}'").BadInput());

    [Fact]
    public void A_gigabyte_of_spaces_is_refused_soon_and_in_bounded_memory()
    {
        ToolRun run = Tool.Shell($"{{ head -c 1G /dev/zero | tr '\\0' ' '; }} 2> /dev/null | {HeapOf256MiB} \"$@\" decide -");

        Assert.Equal("standard input: is larger than 64 MiB; expected one scenario, or many in a .jsonl file", run.BadInput());
    }

    [Fact]
    public void A_line_of_a_gigabyte_is_refused_and_the_next_one_answered()
    {
        // Zeros on disk take no room; the line feed ends them.
        string file = folder.In("long.jsonl");
        using (FileStream stream = File.Create(file))
        {
            stream.SetLength(1 << 30);
            stream.Seek(0, SeekOrigin.End);
            stream.Write("\n{\"buffer\":{\"size\":1},\"layout\":{\"pfns\":[1]},\"devices\":[]}\n"u8);
        }

        ToolRun run = Tool.Shell($"{HeapOf256MiB} \"$@\" segment '{file}'");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("""{"line":2,"devices":[]}""", run.Lines[1]);
        Assert.Contains("longer than 67108864 bytes", run.Lines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("strict", false)]
    [InlineData("strict", true)]
    [InlineData("kernel", true)]
    public void A_run_of_two_to_the_forty_pages_is_not_expanded(string enforcement, bool iommu)
    {
        string device = iommu ? """{ "name": "d", "addressMask": "unlimited", "iommu": {} }""" : """{ "name": "d", "addressMask": "unlimited" }""";
        string file = folder.File($"{enforcement}-{iommu}.json", $$"""
            { "buffer": { "size": "4096TiB" }, "layout": { "runs": [ { "pfn": "0x1000", "pages": 1099511627776 } ] },
              "devices": [ {{device}} ], "policy": { "enforcement": "{{enforcement}}" } }
            """);

        long started = Stopwatch.GetTimestamp();
        ToolRun segmented = Tool.Run("segment", file, "--max-segments", "1");
        ToolRun decided = Tool.Run("decide", file);

        Assert.Equal((0, 0), (segmented.ExitCode, decided.ExitCode));
        Assert.Equal(
            enforcement == "kernel" ? 1_048_577 : 1L << 36, segmented.Json.GetProperty("count").GetInt64());
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10), "runs were expanded to pages");
    }
}
