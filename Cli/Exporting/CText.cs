using System.Globalization;
using System.Text;

namespace DmabufVerify.Cli.Exporting;

/// <summary>Values and comments as they stand in a C file of the kernel.</summary>
internal static class CText
{
    private const int Width = 80;

    /// <summary>A number of 64 bits: decimal while it is short, as a mask else; U64_MAX for what has no limit.</summary>
    public static string U64(ulong value) => value switch
    {
        ulong.MaxValue => "U64_MAX",
        <= int.MaxValue => value.ToString(CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"0x{value:x}ULL"),
    };

    /// <summary>A mask: hexadecimal whatever its size.</summary>
    public static string Mask(ulong value) => value is > int.MaxValue or 0
        ? U64(value)
        : string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");

    /// <summary>A number with a sign; the least one has no literal of its own.</summary>
    public static string S64(long value) => value switch
    {
        long.MinValue => "S64_MIN",
        < 0 => $"-{Mask((ulong)-value).Replace("ULL", "LL", StringComparison.Ordinal)}",
        _ => Mask((ulong)value),
    };

    /// <summary>A string literal; whatever is not plain ASCII as octal escapes, which end after three digits.</summary>
    public static string String(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (byte unit in Encoding.UTF8.GetBytes(text))
        {
            literal.Append(unit is >= (byte)' ' and <= (byte)'~' and not ((byte)'"' or (byte)'\\')
                ? ((char)unit).ToString()
                : $"\\{Convert.ToString(unit, 8).PadLeft(3, '0')}");
        }

        return literal.Append('"').ToString();
    }

    /// <summary>A line of a comment of several, broken between words to fit the kernel's 80 columns.</summary>
    public static IEnumerable<string> Folded(string text)
    {
        string indent = text[..(text.Length - text.TrimStart().Length)];
        string line = $" * {indent}";
        bool isEmpty = true;
        foreach (string word in CommentText.InBlock(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                yield return line;
                (line, isEmpty) = ($" * {indent}  ", true);
            }

            line += isEmpty ? word : $" {word}";
            isEmpty = false;
        }

        yield return line.TrimEnd();
    }

    /// <summary>Values after one another, as many on a line as fit behind so many tabs.</summary>
    public static IEnumerable<string> Values(IEnumerable<string> values, int tabs)
    {
        string line = "";
        foreach (string value in values)
        {
            if (line.Length > 0 && (tabs * 8) + line.Length + value.Length + 2 > Width)
            {
                yield return new string('\t', tabs) + line;
                line = "";
            }

            line += line.Length == 0 ? $"{value}," : $" {value},";
        }

        if (line.Length > 0)
        {
            yield return new string('\t', tabs) + line;
        }
    }
}
