namespace DmabufVerify.Cli.Explaining;

/// <summary>Markdown that a mail program leaves as it is: lines of at most 80 columns.</summary>
internal static class Markdown
{
    private const int Width = 80;

    /// <summary>A heading with an empty line before and after.</summary>
    public static IEnumerable<string> Heading(string text) => ["", $"## {text}", ""];

    /// <summary>A paragraph, broken between words.</summary>
    public static IEnumerable<string> Paragraph(string text) => Fold(text, "", "");

    /// <summary>An item of a list, later lines under its text.</summary>
    public static IEnumerable<string> Item(string text) => Fold(text, "- ", "  ");

    /// <summary>Lines that stay as they are, whatever their length: commands and files.</summary>
    public static IEnumerable<string> Verbatim(IEnumerable<string> lines) => lines.Select(line => line.Length == 0 ? "" : $"    {line}");

    /// <summary>The same between fences, which are longer than any row of backticks inside.</summary>
    /// <param name="language">What a renderer is to take it for.</param>
    /// <param name="lines">The text.</param>
    public static IEnumerable<string> Fenced(string language, IReadOnlyList<string> lines)
    {
        string fence = "```";
        while (lines.Any(line => line.Contains(fence, StringComparison.Ordinal)))
        {
            fence += "`";
        }

        return [fence + language, .. lines, fence];
    }

    /// <summary>A name or value as it stands in a file.</summary>
    public static string Code(string text) => $"`{text}`";

    /// <summary>a; a and b; a, b and c.</summary>
    public static string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "nothing",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}",
    };

    private static IEnumerable<string> Fold(string text, string first, string later)
    {
        string line = first;
        bool isEmpty = true;
        foreach (string word in Words(text))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                yield return line;
                (line, isEmpty) = (later, true);
            }

            line += isEmpty ? word : $" {word}";
            isEmpty = false;
        }

        yield return line;
    }

    /// <summary>What stands between spaces; a piece of code is one word, as it is to be copied.</summary>
    private static IEnumerable<string> Words(string text)
    {
        string word = "";
        foreach (string piece in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            word = word.Length == 0 ? piece : $"{word} {piece}";
            if (word.Count(c => c == '`') % 2 == 0)
            {
                yield return word;
                word = "";
            }
        }

        if (word.Length > 0)
        {
            yield return word;
        }
    }
}
