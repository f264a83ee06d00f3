using System.Text.Json;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Explaining.Histories;
using DmabufVerify.Tests.Conformance.Asking;
using DmabufVerify.Tests.Mutants.Reviewing;
using DmabufVerify.Tests.Properties.Explaining.Histories;
using DmabufVerify.Tests.Solving.Cross;
using DmabufVerify.Tests.Vocabulary;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Cli;

/// <summary>The documented form of machine output is the one that is written.</summary>
public sealed class OutputSchemaTests(TempFolder folder) : IClassFixture<TempFolder>
{
    private const string Regenerate = "DMABUF_VERIFY_REGENERATE";

    private const string Sat = """{"buffer":{"size":8192},"layout":{"pfns":[1,3]},"devices":[{"name":"d","maxSegmentCount":2}]}""";

    private const string Unsat = """{"buffer":{"size":8192},"layout":{"pfns":[1,3]},"devices":[{"name":"d","maxSegmentCount":1}]}""";

    private const string AnyLayout = """{"buffer":{"size":8192},"devices":[{"name":"d","maxSegmentCount":1}]}""";

    [Fact]
    public void The_schema_in_docs_is_that_of_the_code()
    {
        string file = RepoFiles.Path("docs/output.schema.json");
        string generated = OutputSchema.Generate();
        if (Environment.GetEnvironmentVariable(Regenerate) == "1")
        {
            File.WriteAllText(file, generated);
        }

        Assert.True(
            File.Exists(file) && File.ReadAllText(file) == generated,
            $"docs/output.schema.json is out of date; to write it anew: {Regenerate}=1 dotnet test Tests --filter {nameof(OutputSchemaTests)}");
    }

    [Fact]
    public void Every_field_is_explained()
    {
        string text = File.ReadAllText(RepoFiles.Path("docs/output.md"));
        string[] unexplained = [.. Fields(Schema.RootElement.GetProperty("$defs")).Distinct().Where(f => !text.Contains($"`{f}`", StringComparison.Ordinal))];

        Assert.Empty(unexplained);
    }

    [Fact]
    public void Decisions_are_as_documented()
    {
        foreach (string scenario in new[] { Sat, Unsat, AnyLayout })
        {
            AssertMatches("decide", Tool.RunWith(scenario, "decide", "-", "--json"));
        }

        AssertMatches("decide", Tool.Run("decide", folder.File("decide.jsonl", $"{Sat}\n{Unsat}\n{AnyLayout}\nbad\n")));
    }

    [Fact]
    public void Tables_are_as_documented()
    {
        AssertMatches("segment", Tool.RunWith(Sat, "segment", "-", "--max-segments", "1"));
        AssertMatches("segment", Tool.RunWith(Unsat, "segment", "-"));
        AssertMatches("segmentLine", Tool.Run("segment", folder.File("segment.jsonl", $"{Sat}\n{Unsat}\n{AnyLayout}\nbad\n")));
    }

    [Fact]
    public void Catalogue_entries_are_as_documented() => AssertMatches("devices", Tool.Run("devices", "--json"));

    [Fact]
    public void Runs_are_as_documented() => AssertMatches("check", Tool.Run(
        "check", "--cases", "100", "--seed", "1", "--no-capture", "--json", "--out", folder.In("out"), "--fault", "spec.boundary-is-double"));

    [Cvc5Fact]
    public void Cross_checks_are_as_documented()
    {
        AssertMatches("check", Tool.Run(
            "check", "--law", "Solver.CrossCheck", "--cases", "60", "--seed", "1", "--solver-every", "1", "--no-capture", "--json", "--out", folder.In("crossed")));
        AssertMatches("decide", Tool.RunWith(Sat, "decide", "-", "--json", "--cross-check"));
    }

    [Fact]
    public void Kept_cases_are_as_documented()
    {
        string corpus = folder.In("corpus");
        AssertMatches("check", Tool.Run(
            "check", "--cases", "100", "--seed", "1", "--no-capture", "--no-solver", "--json", "--out", folder.In("kept"), "--fault", "spec.boundary-is-double", "--corpus", corpus));
        File.WriteAllText(Path.Combine(corpus, "damaged.json"), "{");
        AssertMatches("corpus", Tool.Run("corpus", "list", "--json", "--corpus", corpus));
    }

    [Fact]
    public void Histories_are_as_documented()
    {
        Implementation[] both =
        [
            new("spec", new ScriptedBuffer(Lives.Script())),
            new("optimised", new ScriptedBuffer(Lives.Script(StepResult.Ok with { Constraints = new(ResolvedLimits.Unlimited, 1) }))),
        ];
        IEnumerable<string> lines = HistoryRunner.Run(Lives.Scenario.Steps, both)
            .Select(row => JsonSerializer.Serialize(HistoryJson.Of(row), JsonLine.Of.HistoryJson));

        AssertMatches("run", new ToolRun(1, string.Join('\n', lines), ""));
    }

    [Fact]
    public void Hunts_are_as_documented() => AssertMatches("published", Tool.Run(
        "published", "--defect", "F8", "F18", "--seeds", "1", "--cases", "40", "--json", "--out", folder.In("published")));

    [Fact]
    public void Claims_are_as_documented() => AssertMatches("claims", Tool.Run("claims", "--id", "D10.1", "--json", "--out", folder.In("claims")));

    [KernelFact]
    public void Kernel_answers_are_as_documented() => AssertMatches("conformance", Tool.Run(
        "conformance", "kernel", "--questions", "tables", "--cases", "200", "--seed", "1", "--json", "--fault", "optimised.partial-page-counts"));

    [Fact]
    public void Searches_are_as_documented()
    {
        string file = folder.In("found.json");
        string[] shared = ["--cases", "2000", "--seed", "1", "--json", "--out", file];

        AssertMatches("find", Tool.Run(["find", "shared=unsat and tailored=sat", .. shared]));
        AssertMatches("find", Tool.Run("find", "devices=99", "--cases", "5", "--json", "--out", file));
        AssertMatches("find", Tool.Run(["find", "Optimised.EqualsSpec", "--fault", "spec.boundary-is-double", .. shared]));
    }

    [Fact]
    public void Mutants_are_as_documented()
    {
        const string source = "public static class C { public static int F(int a, int b) => a < b ? a : b; public static int G(int[] a) => a.Length > 1 ? 1 : 2; }";
        var project = new SampleProject(folder);
        project.Write(source);
        string report = project.Report(source, ("a < b", "a <= b"), ("a < b", "a > b"), ("> 1", ">= 1"));

        AssertMatches("mutants", Tool.Run("mutants", report, "--json", "--ledger", folder.In("ledger.json")));
    }

    [Fact]
    public void Every_reason_of_a_refusal_is_explained()
    {
        string text = File.ReadAllText(RepoFiles.Path("docs/output.md"));

        Assert.All(Enum.GetValues<GroundsKind>(), kind => Assert.Contains($"`{LifeWords.Camel(kind)}`", text, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<CacheActionKind>(), kind => Assert.Contains($"`{LifeWords.Camel(kind)}`", text, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<RowVerdict>(), verdict => Assert.Contains($"`{LifeWords.Camel(verdict)}`", text, StringComparison.Ordinal));
        Assert.All(
            Enum.GetValues<ErrorClass>(),
            error => Assert.Contains($"`{LifeWords.Camel(error)}`", text, StringComparison.Ordinal));
    }

    private static JsonDocument Schema { get; } = JsonDocument.Parse(OutputSchema.Generate());

    private static void AssertMatches(string document, ToolRun run)
    {
        JsonElement schema = Schema.RootElement.GetProperty("$defs").GetProperty(document);
        Assert.NotEmpty(run.Lines);
        foreach (string line in run.Lines)
        {
            using JsonDocument answer = JsonDocument.Parse(line);
            AssertMatches(schema, answer.RootElement, document);
        }
    }

    /// <summary>As much of JSON Schema as the generated one uses.</summary>
    private static void AssertMatches(JsonElement schema, JsonElement value, string path)
    {
        // A scenario has a schema of its own, docs/scenario.schema.json; this one admits any value in its place.
        if (schema.ValueKind == JsonValueKind.True)
        {
            return;
        }

        if (schema.TryGetProperty("$ref", out JsonElement pointer))
        {
            string[] steps = pointer.GetString()!.Split('/')[1..];
            AssertMatches(steps.Aggregate(Schema.RootElement, (at, step) => at.GetProperty(step)), value, path);
            return;
        }

        JsonElement type = schema.GetProperty("type");
        string[] types = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(t => t.GetString()!)] : [type.GetString()!];
        Assert.True(types.Any(t => Is(value, t)), $"{path}: {value.ValueKind} is not {string.Join(" or ", types)}");
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in value.EnumerateArray())
            {
                AssertMatches(schema.GetProperty("items"), item, $"{path}[]");
            }
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            AssertObjectMatches(schema, value, path);
        }
    }

    private static void AssertObjectMatches(JsonElement schema, JsonElement value, string path)
    {
        bool isMap = !schema.TryGetProperty("properties", out JsonElement properties);
        foreach (JsonProperty field in value.EnumerateObject())
        {
            JsonElement known = default;
            Assert.True(isMap || properties.TryGetProperty(field.Name, out known), $"{path}.{field.Name} is not in the schema");
            AssertMatches(isMap ? schema.GetProperty("additionalProperties") : known, field.Value, $"{path}.{field.Name}");
        }

        if (!isMap)
        {
            Assert.All(
                schema.GetProperty("required").EnumerateArray(),
                name => Assert.True(value.TryGetProperty(name.GetString()!, out _), $"{path}.{name} is missing"));
        }
    }

    private static bool Is(JsonElement value, string type) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        JsonValueKind.Number => type == "number" || (type == "integer" && value.TryGetUInt64(out _)),
        JsonValueKind.String => type == "string",
        JsonValueKind.Array => type == "array",
        JsonValueKind.Object => type == "object",
        _ => false,
    };

    private static IEnumerable<string> Fields(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        IEnumerable<string> own = schema.TryGetProperty("properties", out JsonElement properties)
            ? properties.EnumerateObject().Select(p => p.Name)
            : [];
        return own.Concat(schema.EnumerateObject().SelectMany(p => Fields(p.Value)));
    }
}
