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
    /// <summary>The default escapes for HTML, which makes "vc4+hdmi" unreadable; a scenario is a file of its own.</summary>
    internal static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Over several lines for people, each run, extent and step on one line; ends with a line feed.</summary>
    public static string Write(Scenario scenario) => Write(scenario, indented: true) + "\n";

    /// <summary>On one line without its end, for JSON Lines.</summary>
    public static string WriteLine(Scenario scenario) => Write(scenario, indented: false);

    /// <summary>One step as an object on one line, as it stands in a scenario's list.</summary>
    public static string WriteStep(Step step) => ObjectLines.One(step, StepWriter.Fields);

    /// <summary>How a limit's value is written as text; <see langword="null"/> where it is a plain number.</summary>
    internal static string? LimitText(LimitKind kind, ulong value) =>
        value == kind.Unlimited() ? ScenarioShapes.Unlimited
        : kind.IsMask() || kind == LimitKind.AddressMask ? $"0x{value:x}"
        : null;

    private static string Write(Scenario scenario, bool indented)
    {
        var options = new JsonWriterOptions
        {
            Indented = indented,
            NewLine = "\n",
            Encoder = Encoder,
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
            ObjectLines.Write(json, "runs", layout.Runs, static (line, run) =>
            {
                line.Hex("pfn", run.FirstPfn);
                line.Number("pages", run.Pages);
            });
            json.WriteEndObject();
        }

        if (scenario.Memory.Count > 0)
        {
            json.WriteStartObject("memory");
            ObjectLines.Write(json, "extents", scenario.Memory, (line, extent) => WriteExtent(line, extent, scenario.PageSize));
            json.WriteEndObject();
        }

        if (scenario.Exporter != Exporter.Default)
        {
            WriteExporter(json, scenario.Exporter);
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
        if (scenario.Steps.Count > 0)
        {
            StepWriter.Write(json, scenario.Steps);
        }

        json.WriteEndObject();
    }

    private static void WriteExtent(ObjectLines line, MemoryExtent extent, PageSize pageSize)
    {
        line.Hex("base", extent.Pages.FirstPfn << pageSize.Shift);
        line.Number("size", extent.Pages.Pages << pageSize.Shift);
        if (extent.Heap != MemoryExtent.DefaultHeap)
        {
            line.Text("heap", extent.Heap);
        }
    }

    private static void WriteExporter(Utf8JsonWriter json, Exporter exporter)
    {
        json.WriteStartObject("exporter");
        WriteChoice(json, "allocates", ScenarioShapes.AllocationTimes, exporter.Allocates, Exporter.Default.Allocates);
        WriteChoice(json, "tables", ScenarioShapes.ExporterTables, exporter.Tables, Exporter.Default.Tables);
        WriteFlag(json, "movable", exporter.IsMovable, Exporter.Default.IsMovable);
        WriteFlag(json, "structPages", exporter.HasPages, Exporter.Default.HasPages);
        WriteFlag(json, "hooksReadConstraints", exporter.HooksReadConstraints, Exporter.Default.HooksReadConstraints);
        json.WriteEndObject();
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

        WriteChoice(json, "access", ScenarioShapes.Accesses, device.Access, DeviceAccess.Coherent);
        WriteChoice(json, "importer", ScenarioShapes.Importers, device.Importer, ImporterHabit.MapsAroundUse);
        WriteFlag(json, "bounce", device.MayBounce, whenLeftOut: false);
        WriteFlag(json, "needsPages", device.NeedsPages, whenLeftOut: false);
        WriteHeaps(json, device.Heaps);
        json.WriteEndObject();
    }

    /// <summary>On one line, as they are few.</summary>
    private static void WriteHeaps(Utf8JsonWriter json, ValueList<string> heaps)
    {
        if (heaps.Count > 0)
        {
            string names = string.Join(json.Options.Indented ? ", " : ",", heaps.Select(heap => $"\"{JsonEncodedText.Encode(heap, Encoder)}\""));
            json.WritePropertyName("heaps");
            json.WriteRawValue(json.Options.Indented ? $"[ {names} ]" : $"[{names}]", skipInputValidation: true);
        }
    }

    private static void WriteChoice<T>(Utf8JsonWriter json, string name, Spelling<T> spelling, T value, T whenLeftOut)
        where T : struct, Enum
    {
        if (!value.Equals(whenLeftOut))
        {
            json.WriteString(name, spelling[value]);
        }
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, bool value, bool whenLeftOut)
    {
        if (value != whenLeftOut)
        {
            json.WriteBoolean(name, value);
        }
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
        else if (LimitText(kind, limit) is { } text)
        {
            json.WriteString(kind.FieldName(), text);
        }
        else
        {
            json.WriteNumber(kind.FieldName(), limit);
        }
    }
}
