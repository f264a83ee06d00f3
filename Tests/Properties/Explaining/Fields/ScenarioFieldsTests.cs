using System.Text.Json;
using System.Text.RegularExpressions;
using DmabufVerify.Properties.Explaining.Fields;
using DmabufVerify.Tests.Vocabulary;
using DmabufVerify.Tests.Vocabulary.Json;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Explaining.Fields;

public sealed partial class ScenarioFieldsTests
{
    private static readonly Scenario Life = Sharing([new(5, 2)], new Device("d0", Limits.Unset) { Iommu = new Iommu("m", 4096) }, Free("d1")) with
    {
        Memory = [new(new PfnRun(64, 2), "cma")],
        Steps =
        [
            new(new Operation.Attach("d0"), Thread: 1),
            new(new Operation.Map("d0", MapDirection.ToDevice)),
            new(new Operation.BeginCpuAccess(Writes: true)),
            new(new Operation.CpuUse(Writes: true)),
            new(new Operation.DeviceUse("d0", Writes: false, Snoops: true)),
            new(new Operation.ExporterRefuses("d1", Refuses: true)),
            new(new Operation.ChangeLimits("d1", new Limits { MaxSegmentCount = 3 })),
            new(new Operation.TestMap("d1", MapDirection.Bidirectional)),
        ],
    };

    [Fact]
    public void Every_field_of_a_history_is_there_once()
    {
        string[] paths = [.. ScenarioFields.Of(Life).Select(field => field.Path)];

        Assert.Equal(paths.Distinct(), paths);
        Assert.All(
            new[]
            {
                "pageSize", "buffer.size", "layout.offset", "layout.runs[0].pfn", "memory.extents[0].base", "memory.extents[0].size",
                "memory.extents[0].heap", "exporter.allocates", "exporter.movable", "devices[0].addressMask", "devices[0].iommu.granule",
                "devices[0].iommu.domain", "devices[1].busOffset", "devices[1].importer", "mode", "policy.splitting", "steps[0].thread",
                "steps[1].direction", "steps[2].writes", "steps[3].op", "steps[4].op", "steps[4].snoops", "steps[5].refuses",
                "steps[6].maxSegmentCount", "steps[7].direction",
            },
            path => Assert.Contains(path, paths));
        Assert.DoesNotContain("devices[0].busOffset", paths);
    }

    /// <summary>A field that a scenario file may have and that nobody tries would be told to matter, or not told of.</summary>
    [Fact]
    public void Every_field_of_a_scenario_file_is_tried_or_left_out_for_a_reason()
    {
        Dictionary<string, string> leftOut = new()
        {
            ["schema"] = "says nothing",
            ["buffer"] = "has parts",
            ["layout"] = "has parts",
            ["layout.runs"] = "has parts",
            ["memory"] = "has parts",
            ["memory.extents"] = "has parts",
            ["exporter"] = "has parts",
            ["devices"] = "has parts",
            ["policy"] = "has parts",
            ["steps"] = "has parts",
            ["layout.pfns"] = "another way to write layout.runs",
            ["devices[].name"] = "a history refers to it",
            ["devices[].use"] = "another way to write limits",
            ["steps[].device"] = "who is meant",
        };
        Scenario placed = Life with { Layout = null, Steps = [] };
        HashSet<string> tried =
        [
            .. new[] { Life, placed }.SelectMany(ScenarioFields.Of).Select(field => Index().Replace(field.Path, "[]")),
        ];
        using var schema = JsonDocument.Parse(File.ReadAllText(RepoFiles.Path("docs/scenario.schema.json")));
        HashSet<string> accepted = [.. Paths(schema.RootElement, schema.RootElement.GetProperty("$defs"), "")];

        Assert.Empty(accepted.Except(tried).Except(leftOut.Keys));
        Assert.Empty(tried.Except(accepted));
        Assert.Empty(leftOut.Keys.Intersect(tried));
    }

    [Fact]
    public void Question_has_no_fields_that_only_a_history_asks_for() => Assert.DoesNotContain(
        ScenarioFields.Of(Life with { Steps = [] }),
        field => field.Path.StartsWith("exporter", StringComparison.Ordinal) || field.Path.EndsWith("importer", StringComparison.Ordinal));

    [Fact]
    public void Question_asks_whether_a_device_bounces_and_of_placement_which_heaps_it_uses()
    {
        Scenario over = Life with { Steps = [] };
        string[] paths = [.. ScenarioFields.Of(over).Select(field => field.Path)];
        string[] within = [.. ScenarioFields.Of(over with { Layout = null }).Select(field => field.Path)];

        Assert.Contains("devices[1].bounce", paths);
        Assert.DoesNotContain("devices[1].heaps", paths);
        Assert.Contains("devices[1].heaps", within);
    }

    [Fact]
    public void Threads_are_asked_about_only_where_there_are_several() => Assert.DoesNotContain(
        ScenarioFields.Of(Life with { Steps = [.. Life.Steps.Select(step => step with { Thread = 0 })] }),
        field => field.Path.EndsWith("thread", StringComparison.Ordinal));

    /// <summary>A value that changed another field too would free or bind the wrong one.</summary>
    [Fact]
    public void Fields_of_random_scenarios_can_be_set_one_after_the_other()
    {
        var random = new RandomScenarios(11);
        for (int i = 0; i < 20; i++)
        {
            Scenario scenario = random.Next();
            IReadOnlyList<ScenarioField> fields = ScenarioFields.Of(scenario);

            Assert.All(fields, field => Assert.NotEmpty(field.Others));
            Scenario forth = fields.Aggregate(scenario, (changed, field) => field.Others[0](changed));
            Scenario back = fields.Reverse().Aggregate(scenario, (changed, field) => field.Others[0](changed));
            Assert.Equal(forth.Steps, back.Steps);
            Assert.Equal((forth.BufferSizeBytes, forth.Policy, forth.Exporter, forth.Layout), (back.BufferSizeBytes, back.Policy, back.Exporter, back.Layout));
        }
    }

    [Fact]
    public void Closed_choices_are_tried_to_the_last()
    {
        ScenarioField field = ScenarioFields.Of(Life).Single(f => f.Path == "devices[0].importer");

        Assert.True(field.IsAll);
        Assert.Equal(Enum.GetValues<ImporterHabit>(), field.Others.Select(put => put(Life).Devices[0].Importer));
    }

    [Fact]
    public void Batteries_hold_extremes_and_neighbours()
    {
        ulong[] numbers = [.. new Battery(1).Numbers(50, 1, 1000)];

        Assert.All(new ulong[] { 1, 1000, 49, 51, 25, 100 }, number => Assert.Contains(number, numbers));
        Assert.All(numbers, number => Assert.InRange(number, 1UL, 1000UL));
        Assert.Equal(numbers, new Battery(1).Numbers(50, 1, 1000));
    }

    private static IEnumerable<string> Paths(JsonElement shape, JsonElement named, string path)
    {
        if (shape.TryGetProperty("$ref", out JsonElement reference))
        {
            shape = named.GetProperty(reference.GetString()!.Split('/')[^1]);
        }

        foreach (JsonElement one in new[] { "oneOf", "anyOf" }.Where(key => shape.TryGetProperty(key, out _)).SelectMany(key => shape.GetProperty(key).EnumerateArray()))
        {
            foreach (string below in Paths(one, named, path))
            {
                yield return below;
            }
        }

        if (shape.TryGetProperty("items", out JsonElement items))
        {
            foreach (string below in Paths(items, named, $"{path}[]"))
            {
                yield return below;
            }
        }

        foreach (JsonProperty property in shape.TryGetProperty("properties", out JsonElement properties) ? properties.EnumerateObject().ToArray() : [])
        {
            string its = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            yield return its;
            foreach (string below in Paths(property.Value, named, its))
            {
                yield return below;
            }
        }
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();
}
