using System.Text;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Vocabulary.Json;

public class LayoutFileTests
{
    [Fact]
    public void Reading_what_was_written_gives_an_equal_layout()
    {
        PfnRun[] runs = [.. Enumerable.Range(0, 50).Select(i => new PfnRun((ulong)(1000 - (i * 7)), (ulong)(1 + (i % 6))))];
        var recorded = new RecordedLayout("a", "made \"by\" hand", "6.12.1", new PageSize(16384), new Layout(0, new([.. runs])));

        Assert.Equal(recorded, LayoutFile.Read(Encoding.UTF8.GetBytes(LayoutFile.Write(recorded))).Value);
    }

    [Theory]
    [InlineData("""{ }""", "name: missing; expected a text")]
    [InlineData("""{ "name": "a", "how": "b", "kernel": "c" }""", "runs: missing; expected a list of runs")]
    [InlineData("""{ "name": "a", "how": "b", "kernel": "c", "runs": [ [1] ] }""", "runs[0]: an array: expected a run")]
    [InlineData("""{ "name": "a", "how": "b", "kernel": "c", "runs": [ [1, 0] ] }""", "runs[0][1]: 0: expected 1 to 2^52 pages")]
    [InlineData("""{ "name": "a", "how": "b", "kernel": "c", "runs": [ [1, 2], [2, 1] ] }""", "runs[1]: page 0x2: is in runs[0] too")]
    [InlineData("""{ "name": "a", "how": "b", "kernel": "c", "runs": [ [4503599627370495, 2] ] }""", "runs[0]: 0xfffffffffffff + 2 pages")]
    [InlineData("""{ "schema": "dmabuf-scenario/1" }""", "expected \"dmabuf-layout/1\"")]
    [InlineData("""{ "kernl": "c" }""", "did you mean kernel?")]
    public void Bad_input_is_told(string text, string words) => Assert.Contains(
        words,
        LayoutFile.Read(Encoding.UTF8.GetBytes(text)).Problem!.ToString().Replace(" (line 1)", "", StringComparison.Ordinal),
        StringComparison.Ordinal);

    [Fact]
    public void Shipped_layouts_are_those_of_the_data_folder() => Assert.Equal(
        Directory.GetFiles(RepoFiles.Path("data/layouts"), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal),
        ShippedLayouts.Names);

    [Theory]
    [InlineData("small-pages-64MiB", 64, 13747)]
    [InlineData("random-touch-64MiB", 64, 16383)]
    [InlineData("huge-pages-64MiB", 64, 32)]
    [InlineData("huge-pages-1GiB", 1024, 256)]
    [InlineData("huge-pages-4GiB", 4096, 962)]
    public void Shipped_layouts_are_maximal_runs_of_their_size(string name, ulong mebibytes, int runs)
    {
        RecordedLayout recorded = ShippedLayouts.Read(name).Value!;

        Assert.Equal((name, mebibytes * 256, runs), (recorded.Name, recorded.Layout.Pages, recorded.Layout.Runs.Count));
        Assert.All(
            recorded.Layout.Runs.Zip(recorded.Layout.Runs.Skip(1)),
            pair => Assert.NotEqual(pair.First.EndPfn, pair.Second.FirstPfn));
    }

    [Fact]
    public void Shipped_layouts_are_small_files_as_the_writer_writes_them() => Assert.All(
        ShippedLayouts.Names,
        name =>
        {
            string text = File.ReadAllText(RepoFiles.Path($"data/layouts/{name}.json"));
            Assert.InRange(text.Length, 1, 300_000);
            Assert.Equal(text, LayoutFile.Write(ShippedLayouts.Read(name).Value!));
        });

    [Fact]
    public void An_unknown_shipped_layout_is_told_with_the_known_ones() => Assert.Contains(
        "there are huge-pages-1GiB, ",
        ShippedLayouts.Read("none").Problem!.ToString(),
        StringComparison.Ordinal);
}
