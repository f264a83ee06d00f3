using System.Text.Json;

namespace DmabufVerify.Vocabulary.Json;

/// <summary>
/// Reads values out of a document and remembers the first mistake. After a mistake every reader still returns something
/// harmless, so that callers need no branches; what they return is thrown away.
/// </summary>
internal sealed class JsonWalker(byte[] utf8, JsonElement root)
{
    /// <summary>The document's value.</summary>
    public JsonElement Root => root;

    /// <summary>The first mistake.</summary>
    public InputProblem? Problem { get; private set; }

    /// <summary>Whether a mistake was met.</summary>
    public bool Failed => Problem is not null;

    /// <summary>The value is a mistake.</summary>
    public void Fail(JsonElement at, string message) => Fail(at, Printable.Value(at), message);

    /// <summary>The value is a mistake, shown in another way.</summary>
    public void Fail(JsonElement at, string value, string message) =>
        Problem ??= new(JsonLocation.PathOf(utf8, root, at), value, message, JsonLocation.LineOf(utf8, at));

    /// <summary>A field that must be there is not.</summary>
    public void FailMissing(JsonElement parent, string field, string expected) =>
        Problem ??= new(
            JsonLocation.Join(JsonLocation.PathOf(utf8, root, parent), field),
            "",
            $"missing; expected {expected}",
            JsonLocation.LineOf(utf8, parent));

    /// <summary>Whether the value is an object of this shape: no unknown field, none twice.</summary>
    public bool Open(JsonElement element, ObjectShape shape)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Fail(element, $"expected {shape.What}: an object with {string.Join(", ", shape.Fields)}");
            return false;
        }

        ulong seen = 0;
        foreach (JsonProperty property in element.EnumerateObject())
        {
            int index = 0;
            while (index < shape.Fields.Length && !property.NameEquals(shape.Fields[index]))
            {
                index++;
            }

            if (index == shape.Fields.Length)
            {
                Fail(property.Value, "", UnknownField(property.Name, shape));
                return false;
            }

            if ((seen & (1UL << index)) != 0)
            {
                Fail(property.Value, "given twice; which one counts is not defined");
                return false;
            }

            seen |= 1UL << index;
        }

        return true;
    }

    /// <summary>A field's value; <see langword="null"/> when the field is absent or null.</summary>
    public static JsonElement? Field(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A number.</summary>
    public ulong? Number(JsonElement element, Quantity quantity)
    {
        var (value, message) = quantity.Read(element);
        return value ?? Refuse<ulong>(element, message);
    }

    /// <summary>A limit's value; null where it says null, which unsets what a catalogue entry declares.</summary>
    public ulong? Limit(JsonElement element, LimitKind kind, Quantity quantity) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String when element.ValueEquals(ScenarioShapes.Unlimited) => kind.Unlimited(),
        _ => Number(element, quantity),
    };

    /// <summary>A number that may be negative.</summary>
    public long? Signed(JsonElement element, Quantity quantity)
    {
        var (value, message) = quantity.ReadSigned(element);
        return value ?? Refuse<long>(element, message);
    }

    /// <summary>A number that must be there.</summary>
    public ulong? RequiredNumber(JsonElement parent, string field, Quantity quantity)
    {
        if (Field(parent, field) is { } element)
        {
            return Number(element, quantity);
        }

        FailMissing(parent, field, quantity.Expected);
        return null;
    }

    /// <summary>A text of 1 to 200 characters without control characters.</summary>
    public string? Name(JsonElement element)
    {
        string text = element.ValueKind == JsonValueKind.String ? element.GetString() ?? "" : "";
        if (text.Length is > 0 and <= 200 && !text.Any(char.IsControl))
        {
            return text;
        }

        Fail(element, "expected a name: text of 1 to 200 characters without control characters");
        return null;
    }

    /// <summary>True or false; the fallback where the field is absent.</summary>
    public bool Flag(JsonElement parent, string field, bool fallback)
    {
        if (Field(parent, field) is not { } element)
        {
            return fallback;
        }

        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return element.GetBoolean();
        }

        Fail(element, "expected true or false");
        return fallback;
    }

    /// <summary>A word of an enumeration; the fallback where the field is absent.</summary>
    public T Choice<T>(JsonElement parent, string field, Spelling<T> spelling, T fallback)
        where T : struct, Enum
    {
        if (Field(parent, field) is not { } element)
        {
            return fallback;
        }

        if (element.ValueKind == JsonValueKind.String && spelling.Parse(element.GetString() ?? "") is { } value)
        {
            return value;
        }

        Fail(element, $"expected {string.Join(" or ", spelling.Words.Select(w => $"\"{w}\""))}");
        return fallback;
    }

    private static string UnknownField(string name, ObjectShape shape) => Nearest.To(name, shape.Fields) is { } near
        ? $"unknown field; did you mean {near}?"
        : $"unknown field; {shape.What} has {string.Join(", ", shape.Fields)}";

    private T? Refuse<T>(JsonElement element, string message)
        where T : struct
    {
        Fail(element, message);
        return null;
    }
}
