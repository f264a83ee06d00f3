using System.Globalization;
using System.Text;

namespace DmabufVerify.Cli.Exporting;

/// <summary>Text from scenarios, which may hold anything, as it may stand in a comment or a name of a file for a compiler.</summary>
internal static class CommentText
{
    /// <summary>Longer names are cut.</summary>
    private const int LongestName = 60;

    /// <summary>
    /// The text on one line. A line feed would end a comment of one line; control and format characters would make a reader see other than the
    /// compiler does.
    /// </summary>
    public static string OneLine(string text)
    {
        var shown = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            shown.Append(EndsALine(rune) ? "?" : rune.ToString());
        }

        return shown.ToString();
    }

    /// <summary>The same between /* and */.</summary>
    public static string InBlock(string text) => OneLine(text)
        .Replace("*/", "* /", StringComparison.Ordinal)
        .Replace("/*", "/ *", StringComparison.Ordinal);

    /// <summary>OptimisedEqualsSpecP00c0ffee: the text's letters and digits, each word with a capital. Never empty, never a digit first.</summary>
    public static string PascalCase(string text)
    {
        string name = Cut(string.Concat(WordsOf(text).Select(word => char.ToUpperInvariant(word[0]) + word[1..])));
        return name.Length == 0 || char.IsAsciiDigit(name[0]) ? $"Case{name}" : name;
    }

    /// <summary>optimised_equals_spec: the text's letters and digits, in lower case.</summary>
    public static string SnakeCase(string text)
    {
        string name = Cut(string.Join('_', WordsOf(text).SelectMany(Humps)).ToLowerInvariant());
        return name.Length == 0 || char.IsAsciiDigit(name[0]) ? $"case_{name}" : name;
    }

    /// <summary>Whether a character ends a line for some compiler, or is not seen at all.</summary>
    public static bool EndsALine(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Cut(string name) => name.Length > LongestName ? name[..LongestName] : name;

    private static string[] WordsOf(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>EqualsSpec as Equals, Spec.</summary>
    private static IEnumerable<string> Humps(string word)
    {
        int start = 0;
        for (int i = 1; i < word.Length; i++)
        {
            if (char.IsAsciiLetterUpper(word[i]) && !char.IsAsciiLetterUpper(word[i - 1]))
            {
                yield return word[start..i];
                start = i;
            }
        }

        yield return word[start..];
    }
}
