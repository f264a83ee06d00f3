using System.Text.Json;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Mutants.Report;

/// <summary>A value of a report that knows where it stands, so that a mistake can be told with its place.</summary>
internal sealed class ReportNode(JsonElement element, string path)
{
    private const int MostShown = 60;

    /// <summary>A field that has to be there.</summary>
    public ReportNode Field(string name) =>
        Optional(name) ?? throw Problem($"{name} is missing; expected a report of Stryker.NET 5");

    /// <summary>A field that may be missing or null.</summary>
    public ReportNode? Optional(string name)
    {
        Expect(JsonValueKind.Object, "an object");
        return element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null
            ? new ReportNode(value, $"{path}.{name}")
            : null;
    }

    /// <summary>Names and values of an object.</summary>
    public IEnumerable<(string Name, ReportNode Value)> Entries()
    {
        Expect(JsonValueKind.Object, "an object");
        return element.EnumerateObject().Select(field => (field.Name, new ReportNode(field.Value, $"{path}[\"{field.Name}\"]")));
    }

    /// <summary>Elements of a list.</summary>
    public IEnumerable<ReportNode> Items()
    {
        Expect(JsonValueKind.Array, "a list");
        return element.EnumerateArray().Select((item, index) => new ReportNode(item, $"{path}[{index}]"));
    }

    /// <summary>A text.</summary>
    public string Text()
    {
        Expect(JsonValueKind.String, "a text");
        return element.GetString()!;
    }

    /// <summary>A text, or a number as it is written: versions and ids come as either.</summary>
    public string TextOrNumber() => element.ValueKind == JsonValueKind.Number ? element.GetRawText() : Text();

    /// <summary>A line or a column.</summary>
    public int Number() =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int value) && value > 0
            ? value
            : throw Problem("expected a whole number of 1 and more");

    /// <summary>A truth value.</summary>
    public bool Truth() => element.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? element.GetBoolean()
        : throw Problem("expected true or false");

    /// <summary>What is wrong here.</summary>
    public ReportFormatException Problem(string message)
    {
        string raw = element.GetRawText();
        string shown = string.Concat(raw.Take(MostShown).Select(c => char.IsControl(c) ? ' ' : c));
        return new(new InputProblem(path, raw.Length > MostShown ? shown + "…" : shown, message, Line: null));
    }

    private void Expect(JsonValueKind kind, string name)
    {
        if (element.ValueKind != kind)
        {
            throw Problem($"expected {name}");
        }
    }
}

/// <summary>Ends the reading of a report; never leaves <see cref="ReportReader"/>.</summary>
internal sealed class ReportFormatException(InputProblem problem) : Exception(problem.ToString())
{
    /// <summary>The mistake.</summary>
    public InputProblem Problem { get; } = problem;
}
