using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using DmabufVerify.Cli.Output;

namespace DmabufVerify.Tests.Cli;

/// <summary>The schema of all machine output, generated from the contracts that write it.</summary>
internal static class OutputSchema
{
    /// <summary>Each kind of document and its contract.</summary>
    public static IReadOnlyList<(string Name, Type Contract)> Documents { get; } =
    [
        ("check", typeof(CheckJson)),
        ("decide", typeof(DecisionJson)),
        ("segment", typeof(TableJson)),
        ("segmentLine", typeof(SegmentAnswerJson)),
        ("run", typeof(HistoryJson)),
        ("find", typeof(FindJson)),
        ("published", typeof(HuntJson)),
        ("claims", typeof(ClaimsJson)),
        ("corpus", typeof(CorpusEntryJson)),
        ("conformance", typeof(ConformanceJson)),
        ("devices", typeof(DeviceJson)),
        ("mutants", typeof(MutantsJson)),
    ];

    private static readonly JsonSchemaExporterOptions Exporter = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = AsWritten,
    };

    private static readonly JsonSerializerOptions Text = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text of docs/output.schema.json.</summary>
    public static string Generate()
    {
        var definitions = new JsonObject();
        var documents = new JsonArray();
        foreach ((string name, Type contract) in Documents)
        {
            JsonNode definition = JsonLine.Of.Options.GetJsonSchemaAsNode(contract, Exporter);
            Relocate(definition, $"#/$defs/{name}/");
            definitions[name] = definition;
            documents.Add(new JsonObject { ["$ref"] = $"#/$defs/{name}" });
        }

        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Machine output of dmabuf-verify",
            ["anyOf"] = documents,
            ["$defs"] = definitions,
        };
        return schema.ToJsonString(Text) + "\n";
    }

    /// <summary>
    /// What the exporter cannot know: null is never written but left out, what cannot be null is always there, and a limit's value is a
    /// number or text, heaps a list of names.
    /// </summary>
    private static JsonNode AsWritten(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (context.TypeInfo.Type == typeof(object))
        {
            return context.PropertyInfo?.DeclaringType is { } type && (type == typeof(CoreJson) || type == typeof(RelaxationJson))
                ? LimitOrHeaps()
                : LimitValue();
        }

        if (schema is not JsonObject node || node.ContainsKey("$ref"))
        {
            return schema;
        }

        if (node["type"] is JsonArray types && types.FirstOrDefault(IsNull) is { } nothing)
        {
            types.Remove(nothing);
            node["type"] = types.Count == 1 ? types[0]!.DeepClone() : types.DeepClone();
        }

        if (context.TypeInfo is { Kind: JsonTypeInfoKind.Dictionary, ElementType: { } element } && element == typeof(object))
        {
            node["additionalProperties"] = LimitValue();
        }

        if (node["properties"] is JsonObject)
        {
            var always = context.TypeInfo.Properties.Where(p => !p.IsGetNullable && Nullable.GetUnderlyingType(p.PropertyType) is null);
            node["required"] = new JsonArray([.. always.Select(p => JsonValue.Create(p.Name))]);
            node["additionalProperties"] = false;
        }

        return node;
    }

    /// <summary>What a document has twice the exporter describes once, with a pointer from the document's own root.</summary>
    private static void Relocate(JsonNode? node, string root)
    {
        if (node is JsonArray array)
        {
            foreach (JsonNode? item in array)
            {
                Relocate(item, root);
            }
        }
        else if (node is JsonObject schema)
        {
            if (schema["$ref"] is { } pointer)
            {
                schema["$ref"] = root + pointer.GetValue<string>()["#/".Length..];
            }

            foreach ((_, JsonNode? member) in schema)
            {
                Relocate(member, root);
            }
        }
    }

    private static JsonObject LimitValue() => new() { ["type"] = new JsonArray("integer", "string") };

    private static JsonObject LimitOrHeaps() =>
        new() { ["type"] = new JsonArray("integer", "string", "array"), ["items"] = new JsonObject { ["type"] = "string" } };

    private static bool IsNull(JsonNode? type) => type?.GetValue<string>() == "null";
}
