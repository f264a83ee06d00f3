using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DmabufVerify.Vocabulary.Json;

/// <summary>
/// Lists of small objects, each on one line: the runtime's writer would give each field a line of its own, and it does not indent raw
/// values, hence the line breaks here.
/// </summary>
internal sealed class ObjectLines
{
    private readonly StringBuilder _text = new();
    private readonly bool _isSpaced;
    private bool _isFirst;

    private ObjectLines(bool isSpaced) => _isSpaced = isSpaced;

    /// <summary>Writes a list under a name.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="name">The list's name.</param>
    /// <param name="items">One object each.</param>
    /// <param name="fields">Adds the fields of one item.</param>
    public static void Write<T>(Utf8JsonWriter json, string name, ValueList<T> items, Action<ObjectLines, T> fields)
    {
        json.WriteStartArray(name);
        var line = new ObjectLines(json.Options.Indented);
        string lead = line._isSpaced ? "\n" + new string(' ', 2 * json.CurrentDepth) : "";
        foreach (T item in items)
        {
            json.WriteRawValue(line.Object(lead, item, fields), skipInputValidation: true);
        }

        json.WriteEndArray();
    }

    /// <summary>One object by itself, without spaces.</summary>
    public static string One<T>(T item, Action<ObjectLines, T> fields) => new ObjectLines(isSpaced: false).Object("", item, fields);

    /// <summary>A field whose value is text.</summary>
    public void Text(string name, string value) =>
        Name(name).Append('"').Append(JsonEncodedText.Encode(value, ScenarioWriter.Encoder)).Append('"');

    /// <summary>A field whose value is an address or a mask.</summary>
    public void Hex(string name, ulong value) => Name(name).Append(CultureInfo.InvariantCulture, $"\"0x{value:x}\"");

    /// <summary>A field whose value is a plain number.</summary>
    public void Number(string name, ulong value) => Name(name).Append(value);

    /// <summary>A field that is true or false.</summary>
    public void Flag(string name, bool value) => Name(name).Append(value ? "true" : "false");

    private string Object<T>(string lead, T item, Action<ObjectLines, T> fields)
    {
        _text.Clear().Append(lead).Append(_isSpaced ? "{ " : "{");
        _isFirst = true;
        fields(this, item);
        return _text.Append(_isSpaced ? " }" : "}").ToString();
    }

    private StringBuilder Name(string name)
    {
        if (!_isFirst)
        {
            _text.Append(_isSpaced ? ", " : ",");
        }

        _isFirst = false;
        return _text.Append('"').Append(name).Append(_isSpaced ? "\": " : "\":");
    }
}
