using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DmabufVerify.Vocabulary.Json;

/// <summary>Foreign text in a message: short, on one line, and unable to steer a terminal.</summary>
public static class Printable
{
    private const int LongestText = 48;

    /// <summary>How a message shows a JSON value: scalars as written, the others by their kind.</summary>
    public static string Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => Text(element.GetRawText()),
    };

    /// <summary>The text's beginning; control and format characters are shown as escapes.</summary>
    public static string Text(string text, int longest = LongestText)
    {
        var shown = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (shown.Length >= longest)
            {
                return shown.Append("...").ToString();
            }

            shown.Append(Steers(rune) ? $"\\u{rune.Value:x4}" : rune.ToString());
        }

        return shown.ToString();
    }

    private static bool Steers(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
