using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DmabufVerify.Vocabulary.Json;

/// <summary>
/// Writes scenarios in format dmabuf-scenario/1. Fields come in a fixed order; addresses and masks are lower-case hexadecimal,
/// sizes and counts plain numbers. Reading what was written gives an equal scenario.
/// </summary>
public static class ScenarioWriter
{
    /// <summary>Over several lines for people, each run on one line; ends with a line feed.</summary>
    public static string Write(Scenario scenario) => Write(scenario, indented: true) + "\n";

    /// <summary>On one line without its end, for JSON Lines.</summary>
    public static string WriteLine(Scenario scenario) => Write(scenario, indented: false);

    private static string Write(Scenario scenario, bool indented)
    {
        var options = new JsonWriterOptions
        {
            Indented = indented,
            NewLine = "\n",
            // The default escapes for HTML, which makes "vc4+hdmi" unreadable; a scenario is a file of its own.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, options))
        {
            Whole(json, scenario);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Whole(Utf8JsonWriter json, Scenario scenario)
    {
        json.WriteStartObject();
        json.WriteString("schema", ScenarioShapes.Schema);
        json.WriteNumber("pageSize", scenario.PageSize.Bytes);
        json.WriteStartObject("buffer");
        json.WriteNumber("size", scenario.BufferSizeBytes);
        json.WriteEndObject();
        if (scenario.Layout is { } layout)
        {
            json.WriteStartObject("layout");
            json.WriteNumber("offset", layout.OffsetBytes);
            Runs(json, layout.Runs);
            json.WriteEndObject();
        }

        json.WriteStartArray("devices");
        foreach (Device device in scenario.Devices)
        {
            WriteDevice(json, device);
        }

        json.WriteEndArray();
        json.WriteString("mode", ScenarioShapes.Modes[scenario.Mode]);
        json.WriteStartObject("policy");
        json.WriteString("defaults", ScenarioShapes.Defaults[scenario.Policy.Defaults]);
        json.WriteString("enforcement", ScenarioShapes.Enforcements[scenario.Policy.Enforcement]);
        json.WriteString("splitting", ScenarioShapes.Splittings[scenario.Policy.Splitting]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The writer would give each field a line of its own, and it does not indent raw values: hence the line break here.</summary>
    private static void Runs(Utf8JsonWriter json, ValueList<PfnRun> runs)
    {
        json.WriteStartArray("runs");
        string lead = "\n" + new string(' ', 2 * json.CurrentDepth);
        foreach (PfnRun run in runs)
        {
            string text = json.Options.Indented
                ? $$"""{{lead}}{ "pfn": "0x{{run.FirstPfn:x}}", "pages": {{run.Pages}} }"""
                : $$"""{"pfn":"0x{{run.FirstPfn:x}}","pages":{{run.Pages}}}""";
            json.WriteRawValue(text, skipInputValidation: true);
        }

        json.WriteEndArray();
    }

    private static void WriteDevice(Utf8JsonWriter json, Device device)
    {
        json.WriteStartObject();
        json.WriteString("name", device.Name);
        if (device.CatalogueEntry is { } entry)
        {
            json.WriteString("use", ScenarioShapes.CataloguePrefix + entry);
        }

        foreach (LimitKind kind in LimitKinds.All)
        {
            WriteLimit(json, kind, device.Limits[kind], isOverride: device.CatalogueEntry is not null);
        }

        if (device.BusOffsetBytes != 0)
        {
            string sign = device.BusOffsetBytes < 0 ? "-" : "";
            json.WriteString("busOffset", $"{sign}0x{Int128.Abs(device.BusOffsetBytes):x}");
        }

        if (device.Iommu is { } iommu)
        {
            json.WriteStartObject("iommu");
            json.WriteString("domain", iommu.Domain);
            json.WriteNumber("granule", iommu.GranuleBytes);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>
    /// Unset limits are left out. Beside "use" they are written as null: the scenario then means the same under a later catalogue.
    /// </summary>
    private static void WriteLimit(Utf8JsonWriter json, LimitKind kind, ulong? value, bool isOverride)
    {
        if (value is not { } limit)
        {
            if (isOverride)
            {
                json.WriteNull(kind.FieldName());
            }
        }
        else if (limit == kind.Unlimited())
        {
            json.WriteString(kind.FieldName(), ScenarioShapes.Unlimited);
        }
        else if (kind.IsMask() || kind == LimitKind.AddressMask)
        {
            json.WriteString(kind.FieldName(), $"0x{limit:x}");
        }
        else
        {
            json.WriteNumber(kind.FieldName(), limit);
        }
    }
}
