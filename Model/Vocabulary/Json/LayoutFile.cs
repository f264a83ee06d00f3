using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace DmabufVerify.Vocabulary.Json;

/// <summary>Reads and writes recorded layouts: <c>{ schema, name, how, kernel, pageSize, runs: [[pfn, pages], ...] }</c>.</summary>
public static class LayoutFile
{
    private const string Schema = "dmabuf-layout/1";
    private const int RunsPerLine = 8;

    private static readonly ObjectShape Shape = new("a recorded layout", ["schema", "name", "how", "kernel", "pageSize", "runs"]);

    /// <summary>Reads a file, with the checks that a scenario's layout passes.</summary>
    public static ReadResult<RecordedLayout> Read(ReadOnlySpan<byte> utf8) => StrictJson.Read(utf8, Shape.What, Whole);

    /// <summary>The file's text; a few runs on each line, so that versions can be compared.</summary>
    public static string Write(RecordedLayout recorded)
    {
        var text = new StringBuilder();
        text.Append("{\n")
            .Append($"  \"schema\": \"{Schema}\",\n")
            .Append($"  \"name\": {Quoted(recorded.Name)},\n")
            .Append($"  \"how\": {Quoted(recorded.How)},\n")
            .Append($"  \"kernel\": {Quoted(recorded.Kernel)},\n")
            .Append($"  \"pageSize\": {recorded.PageSize.Bytes},\n")
            .Append("  \"runs\": [\n    ");
        for (int i = 0; i < recorded.Layout.Runs.Count; i++)
        {
            string separator = i == 0 ? "" : i % RunsPerLine == 0 ? ",\n    " : ", ";
            PfnRun run = recorded.Layout.Runs[i];
            text.Append($"{separator}[{run.FirstPfn}, {run.Pages}]");
        }

        return text.Append("\n  ]\n}\n").ToString();
    }

    private static RecordedLayout? Whole(JsonWalker walker)
    {
        if (!walker.Open(walker.Root, Shape))
        {
            return null;
        }

        FileHeader.CheckSchema(walker, Schema);
        PageSize pageSize = FileHeader.ReadPageSize(walker);
        string name = RequiredText(walker, "name");
        string how = RequiredText(walker, "how");
        string kernel = RequiredText(walker, "kernel");
        const string example = "[ [ 4096, 256 ] ]";
        if (JsonWalker.Field(walker.Root, "runs") is not { } list)
        {
            walker.FailMissing(walker.Root, "runs", $"a list of runs, such as {example}");
            return null;
        }

        ImmutableArray<PfnRun> runs = LayoutReader.Runs(walker, list, example, item => Run(walker, item, pageSize));
        return walker.Failed ? null : new RecordedLayout(name, how, kernel, pageSize, new Layout(0, new(runs)));
    }

    private static PfnRun? Run(JsonWalker walker, JsonElement item, PageSize pageSize)
    {
        if (item.ValueKind != JsonValueKind.Array || item.GetArrayLength() != 2)
        {
            walker.Fail(item, "expected a run: [first page frame number, number of pages]");
            return null;
        }

        return walker.Number(item[0], ScenarioShapes.Pfn) is { } pfn && walker.Number(item[1], ScenarioShapes.Pages) is { } pages
            ? LayoutReader.WithinMemory(walker, item, pageSize, new PfnRun(pfn, pages))
            : null;
    }

    private static string RequiredText(JsonWalker walker, string field)
    {
        if (JsonWalker.Field(walker.Root, field) is { } element)
        {
            return walker.Name(element) ?? "";
        }

        walker.FailMissing(walker.Root, field, "a text");
        return "";
    }

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
