using DmabufVerify.Cli.Capture.Buffers;
using DmabufVerify.Conformance.Asking;
using DmabufVerify.Tests.Conformance.Asking;
using DmabufVerify.Tests.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Cli.Capture.Buffers;

/// <summary>bufinfo as the kernels printed it (bufinfo-VERSION.txt), and what is no bufinfo.</summary>
public sealed class BufInfoTextTests
{
    private const string Question =
        "D 7e9000/vc4/frame/-/fe9b0000.codec/etnaviv 8000/system/a_b/w/0000:01:00.0/etnaviv/etnaviv 1000/udmabuf/-/r";

    private static readonly string Text = Kept("6.1");

    [Theory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void What_a_kernel_printed_is_read(string version)
    {
        ShownBuffers shown = BufInfoText.Read(Kept(version)).Value!;

        Assert.True(shown.TellsDevices);
        Assert.Equal(
            [
                new ShownBuffer(3, 0x1000, "udmabuf", null, [], 4),
                new ShownBuffer(2, 0x8000, "system", "a_b", ["etnaviv", "etnaviv", "0000:01:00.0"], 9),
                new ShownBuffer(1, 0x7e9000, "vc4", "frame", ["etnaviv", "fe9b0000.codec"], 17),
            ],
            shown.All);
    }

    [KernelFact]
    public void A_kernel_prints_what_is_kept() => Assert.Equal(Kept("6.1"), Asked("6.1"));

    [KernelFact("6.12")]
    public void A_newer_kernel_prints_what_is_kept() => Assert.Equal(Kept("6.12"), Asked("6.12"));

    [Fact]
    public void A_name_is_any_text_and_a_fence_any_drivers() => Assert.Equal(
        [new ShownBuffer(3, 0x1000, "udmabuf", "", [], 4), new ShownBuffer(2, 0x8000, "system", "a\tb \u00e9", ["etnaviv", "etnaviv", "0000:01:00.0"], 9)],
        BufInfoText.Read(Text
            .Replace("<none>", "", StringComparison.Ordinal)
            .Replace("a_b", "a\tb \u00e9", StringComparison.Ordinal)
            .Replace("write fence:conformance timeline", "bookkeep fence:drm sched/ring 0", StringComparison.Ordinal)
            .Replace(" unsignalled", " signalled", StringComparison.Ordinal)).Value!.All.Take(2));

    [Fact]
    public void No_buffers_are_no_mistake() =>
        Assert.Empty(BufInfoText.Read($"{string.Join('\n', Text.Split('\n').Take(3))}\n\nTotal 0 objects, 0 bytes\n").Value!.All);

    [Theory]
    [InlineData("Dma-buf Objects:", "Dma-buf objects:", "(line 2): \"Dma-buf objects:\": expected \"Dma-buf Objects:\"")]
    [InlineData("\tino", "\tinode", "(line 3): \"size    \\u0009flags")]
    [InlineData("00032768", "0x8000", "(line 9): \"0x8000\\u0009")]
    [InlineData("00032768", "99999999999999999999", "(line 9): \"99999999999999999999\": expected a size of at most 2^64 - 1 bytes")]
    [InlineData("00000002\ta_b", "99999999999999999999\ta_b", "(line 9): \"99999999999999999999\": expected an inode of at most 2^64 - 1")]
    [InlineData("00000002\ta_b", "00000003\ta_b", "(line 9): ino 3: is on line 4 too; expected every buffer once")]
    [InlineData("a_b", "a\nb", "(line 10): \"b\": expected a fence of the buffer above, or \"Attached Devices:\" behind a tab")]
    [InlineData("write fence", "wrote fence", "(line 10): \"\\u0009wrote fence:")]
    [InlineData("\t0000:01:00.0", "\t", "(line 14): \"\": expected a device's name: text of 1 to 200 characters without control characters")]
    [InlineData("0000:01:00.0", "a\tb", "(line 14): \"a\\u0009b\": expected a device's name")]
    [InlineData("\tfe9b0000.codec\n", "", "(line 20): \"Total 2 devices attached\": expected a device behind a tab, or \"Total 1 devices attached\"")]
    [InlineData("08294400", "08294401", "(line 24): \"Total 3 objects, 8331264 bytes\": expected \"Total 3 objects, 8331265 bytes\", which is what stands above")]
    [InlineData("Total 3 objects", "Total 2 objects", "(line 24): \"Total 2 objects, 8331264 bytes\": expected \"Total 3 objects")]
    [InlineData("8331264 bytes", "8331264 bytes\nmore", "(line 25): \"more\": expected nothing behind the total")]
    [InlineData("\n\nTotal 3 objects, 8331264 bytes\n", "", "(line 22): the text ends; expected a buffer")]
    public void What_is_not_as_printed_is_told_with_its_line(string printed, string instead, string problem)
    {
        Assert.Contains(printed, Text, StringComparison.Ordinal);

        Assert.Contains(
            problem, BufInfoText.Read(Text.Replace(printed, instead, StringComparison.Ordinal)).Problem!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public void An_empty_text_ends(string text) =>
        Assert.Contains("the text ends; expected \"Dma-buf Objects:\"", BufInfoText.Read(text).Problem!.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Every_beginning_of_a_text_is_a_mistake_on_its_last_lines()
    {
        for (int length = 0; length < Text.Length - 1; length++)
        {
            InputProblem? problem = BufInfoText.Read(Text[..length]).Problem;

            Assert.NotNull(problem);
            Assert.InRange(problem.Line!.Value, 1, Text[..length].Count(c => c == '\n') + 1);
        }
    }

    private static string Kept(string version) => File.ReadAllText(RepoFiles.Path($"Tests/Cli/Capture/Buffers/bufinfo-{version}.txt"));

    /// <summary>The text of a machine that just started, so that inodes are the same each time.</summary>
    private static string Asked(string version)
    {
        Assert.Null(Kernel.Of(version).Problem);
        using var vm = new KernelVm(Kernel.Of(version), MapBackend.Direct);

        KernelAnswers answers = vm.Ask([Question]);

        Assert.Null(answers.Problem);
        Assert.StartsWith("0 ", answers.Lines[0], StringComparison.Ordinal);
        return answers.Lines[0][2..].Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\t", "\t", StringComparison.Ordinal);
    }
}
