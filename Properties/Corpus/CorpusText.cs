using System.Text;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Properties.Corpus;

/// <summary>
/// A kept case as text: a scenario file that every command takes, headed by comments of the form <c>// key: value</c> below
/// <c>// dmabuf-corpus/1</c>. data/README.md lists the keys.
/// </summary>
public static class CorpusText
{
    /// <summary>The first line, without the comment's slashes.</summary>
    public const string Schema = "dmabuf-corpus/1";

    private const string Lead = "// ";

    /// <summary>The whole file. Reading it gives an equal entry, times to the second.</summary>
    public static string Write(CorpusEntry entry)
    {
        var text = new StringBuilder($"{Lead}{Schema}\n");
        foreach (HeaderField field in HeaderField.All)
        {
            if (field.Written(entry) is { } value)
            {
                text.Append(Lead).Append(field.Key).Append(": ").Append(OnOneLine(value)).Append('\n');
            }
        }

        return text.Append(ScenarioWriter.Write(entry.Scenario)).ToString();
    }

    /// <summary>Reads a file: strictly, so that a mistyped key does not pass for one that is missing.</summary>
    /// <param name="utf8">The whole file.</param>
    /// <param name="catalogue">What a device's "use" may name.</param>
    public static ReadResult<CorpusEntry> Read(ReadOnlySpan<byte> utf8, IReadOnlyDictionary<string, Limits> catalogue)
    {
        ReadResult<Scenario> scenario = ScenarioReader.Read(utf8, catalogue);
        return scenario.IsOk ? Read(Comments(Encoding.UTF8.GetString(utf8)), scenario.Value) : scenario.Problem;
    }

    /// <summary>A status as the file says it.</summary>
    public static string Word(CorpusStatus status) => status switch
    {
        CorpusStatus.Open => "open",
        CorpusStatus.Fixed => "fixed",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>A value ends with its line; the two separators would end a comment for a JSON parser.</summary>
    internal static string OnOneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();

    private static ReadResult<CorpusEntry> Read(IReadOnlyList<string> comments, Scenario scenario)
    {
        if (comments is not [Schema, ..])
        {
            return Problem(1, $"expected the line \"{Lead}{Schema}\"");
        }

        var entry = new CorpusEntry(AllLaws.List[0], "", CorpusStatus.Open, scenario);
        var seen = new HashSet<string>();
        for (int i = 1; i < comments.Count; i++)
        {
            int line = i + 1;
            if (comments[i].Split(':', 2, StringSplitOptions.TrimEntries) is not [var key, { Length: > 0 } value])
            {
                return Problem(line, $"expected \"{Lead}key: value\"");
            }

            if (HeaderField.All.FirstOrDefault(f => f.Key == key) is not { } field)
            {
                string keys = string.Join(", ", HeaderField.All.Select(f => f.Key));
                return Problem(line, $"no key \"{Printable.Text(key)}\"; expected one of {keys}");
            }

            if (!seen.Add(key))
            {
                return Problem(line, $"\"{key}\" stands there twice");
            }

            if (field.With(entry, value) is not { } longer)
            {
                return Problem(line, $"{key} \"{Printable.Text(value)}\": expected {field.Expected}");
            }

            entry = longer;
        }

        return HeaderField.All.FirstOrDefault(f => f.IsRequired && !seen.Contains(f.Key)) is { } missing
            ? Problem(1, $"\"{Lead}{missing.Key}: \" is missing; expected {missing.Expected}")
            : entry;
    }

    /// <summary>The lines of comment at the head of the file, without their slashes.</summary>
    private static IReadOnlyList<string> Comments(string text) =>
    [
        .. text.TrimStart('\ufeff').Split('\n')
            .Select(line => line.Trim())
            .TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal))
            .Select(line => line[2..].Trim()),
    ];

    private static InputProblem Problem(long line, string message) => new("$", "", message, line);
}
