using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Vocabulary.Json;

/// <summary>docs/scenario.schema.json and docs/scenario.md say what the reader's tables say.</summary>
public class ScenarioDocumentsTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(File.ReadAllText(RepoFiles.Path("docs/scenario.schema.json"))).RootElement;

    [Fact]
    public void Schema_and_reader_know_the_same_fields()
    {
        Dictionary<string, ObjectShape> shapes = new()
        {
            ["buffer"] = ScenarioShapes.Buffer,
            ["layout"] = ScenarioShapes.Layout,
            ["run"] = ScenarioShapes.Run,
            ["memory"] = ScenarioShapes.Memory,
            ["extent"] = ScenarioShapes.Extent,
            ["exporter"] = ScenarioShapes.Exporter,
            ["device"] = ScenarioShapes.Device,
            ["iommu"] = ScenarioShapes.Iommu,
            ["policy"] = ScenarioShapes.Policy,
        };
        JsonProperty[] objects = [.. Schema.GetProperty("$defs").EnumerateObject().Where(d => d.Value.TryGetProperty("properties", out _))];

        Assert.Equal(shapes.Keys.Order(), objects.Select(o => o.Name).Order());
        Assert.Equal(ScenarioShapes.Scenario.Fields, Fields(Schema));
        Assert.All(objects, o => Assert.Equal(shapes[o.Name].Fields, Fields(o.Value)));
    }

    [Fact]
    public void Schema_and_reader_know_the_same_steps()
    {
        JsonElement[] steps = [.. Schema.GetProperty("$defs").GetProperty("step").GetProperty("oneOf").EnumerateArray()];

        Assert.Equal(StepShapes.Names, steps.Select(s => s.GetProperty("properties").GetProperty("op").GetProperty("const").GetString()!));
        Assert.All(steps.Zip(StepShapes.Names), pair => Assert.Equal(StepShapes.Of[pair.Second].Fields, Fields(pair.First)));
        Assert.All(steps, s => Assert.False(s.GetProperty("additionalProperties").GetBoolean()));
        Assert.Equal(Scenario.MaxSteps, Schema.GetProperty("properties").GetProperty("steps").GetProperty("maxItems").GetInt32());
    }

    [Fact]
    public void Schema_refuses_unknown_fields_everywhere()
    {
        IEnumerable<JsonElement> objects = Schema.GetProperty("$defs").EnumerateObject()
            .Select(d => d.Value)
            .Where(d => d.TryGetProperty("properties", out _))
            .Append(Schema);

        Assert.All(objects, o => Assert.False(o.GetProperty("additionalProperties").GetBoolean()));
    }

    [Fact]
    public void Schema_and_reader_know_the_same_words()
    {
        JsonElement policy = Schema.GetProperty("$defs").GetProperty("policy").GetProperty("properties");

        Assert.Equal(ScenarioShapes.Schema, Schema.GetProperty("properties").GetProperty("schema").GetProperty("const").GetString());
        Assert.Equal(ScenarioShapes.Modes.Words, Words(Schema.GetProperty("properties").GetProperty("mode")));
        Assert.Equal(ScenarioShapes.Defaults.Words, Words(policy.GetProperty("defaults")));
        Assert.Equal(ScenarioShapes.Enforcements.Words, Words(policy.GetProperty("enforcement")));
        Assert.Equal(ScenarioShapes.Splittings.Words, Words(policy.GetProperty("splitting")));
        JsonElement exporter = Schema.GetProperty("$defs").GetProperty("exporter").GetProperty("properties");
        Assert.Equal(ScenarioShapes.AllocationTimes.Words, Words(exporter.GetProperty("allocates")));
        Assert.Equal(ScenarioShapes.ExporterTables.Words, Words(exporter.GetProperty("tables")));
        JsonElement device = Schema.GetProperty("$defs").GetProperty("device").GetProperty("properties");
        Assert.Equal(ScenarioShapes.Accesses.Words, Words(device.GetProperty("access")));
        Assert.Equal(ScenarioShapes.Importers.Words, Words(device.GetProperty("importer")));
        Assert.Equal(StepShapes.Directions.Words, Words(Schema.GetProperty("$defs").GetProperty("direction")));
    }

    [Fact]
    public void Every_word_has_a_spelling()
    {
        Assert.Equal(Enum.GetValues<SharingMode>().Length, ScenarioShapes.Modes.Words.Length);
        Assert.Equal(Enum.GetValues<DefaultsPolicy>().Length, ScenarioShapes.Defaults.Words.Length);
        Assert.Equal(Enum.GetValues<Enforcement>().Length, ScenarioShapes.Enforcements.Words.Length);
        Assert.Equal(Enum.GetValues<Splitting>().Length, ScenarioShapes.Splittings.Words.Length);
        Assert.Equal(Enum.GetValues<AllocationTime>().Length, ScenarioShapes.AllocationTimes.Words.Length);
        Assert.Equal(Enum.GetValues<ExporterTables>().Length, ScenarioShapes.ExporterTables.Words.Length);
        Assert.Equal(Enum.GetValues<DeviceAccess>().Length, ScenarioShapes.Accesses.Words.Length);
        Assert.Equal(Enum.GetValues<ImporterHabit>().Length, ScenarioShapes.Importers.Words.Length);
        Assert.Equal(Enum.GetValues<MapDirection>().Length, StepShapes.Directions.Words.Length);
    }

    [Fact]
    public void Every_example_of_the_documentation_is_accepted()
    {
        string page = File.ReadAllText(RepoFiles.Path("docs/scenario.md"));
        string[] examples = [.. Regex.Matches(page, "```json\n(.*?)```", RegexOptions.Singleline).Select(m => m.Groups[1].Value)];
        Dictionary<string, Limits> catalogue = new() { ["vc4-gen4"] = Limits.Unset };

        Assert.Equal(4, examples.Length);
        Assert.All(examples, e => Assert.Null(ScenarioReader.Read(Encoding.UTF8.GetBytes(e), catalogue).Problem));
    }

    [Fact]
    public void Every_field_is_in_the_documentation()
    {
        string page = File.ReadAllText(RepoFiles.Path("docs/scenario.md"));

        Assert.All(ScenarioShapes.Device.Fields, f => Assert.Contains($"| `{f}` |", page, StringComparison.Ordinal));
        Assert.All(ScenarioShapes.Policy.Fields, f => Assert.Contains($"| `policy.{f}` |", page, StringComparison.Ordinal));
        Assert.All(ScenarioShapes.Extent.Fields, f => Assert.Contains($"| `extents.{f}` |", page, StringComparison.Ordinal));
        Assert.All(ScenarioShapes.Exporter.Fields, f => Assert.Contains($"| `exporter.{f}` |", page, StringComparison.Ordinal));
        Assert.All(StepShapes.Names, name => Assert.Matches($@"\n\| [^|]*`{name}`", page));
        Assert.All(StepShapes.Of.Values.SelectMany(s => s.Fields), f => Assert.Contains($"`{f}`", page, StringComparison.Ordinal));
        Assert.All(ScenarioShapes.Layout.Fields, f => Assert.Contains($"| `layout.{f}` |", page, StringComparison.Ordinal));
        Assert.All(ScenarioShapes.Scenario.Fields, f => Assert.Contains($"| `{f}", page, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Fields(JsonElement schema) => schema.GetProperty("properties").EnumerateObject().Select(p => p.Name);

    private static IEnumerable<string> Words(JsonElement schema) =>
        schema.GetProperty("enum").EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!);
}
