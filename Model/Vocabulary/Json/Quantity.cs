using System.Globalization;
using System.Text.Json;

namespace DmabufVerify.Vocabulary.Json;

/// <summary>One kind of number in an input file: how it may be written, its range, and how a message tells both.</summary>
/// <param name="Expected">What would be accepted, to follow "expected".</param>
/// <param name="Max">Largest value.</param>
internal sealed record Quantity(string Expected, ulong Max)
{
    private static readonly (string Suffix, int Shift)[] Units = [("KiB", 10), ("MiB", 20), ("GiB", 30), ("TiB", 40)];

    /// <summary>Smallest value.</summary>
    public ulong Min { get; init; }

    /// <summary>Whether "0x1000" is accepted.</summary>
    public bool Hex { get; init; } = true;

    /// <summary>Whether "64KiB" is accepted.</summary>
    public bool HasUnits { get; init; } = true;

    /// <summary>The number, or what to tell the user.</summary>
    public (ulong? Value, string Message) Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => Checked(element.TryGetUInt64(out ulong number) ? number : null),
        JsonValueKind.String => ReadText(element.GetString() ?? ""),
        _ => (null, $"expected {Expected}"),
    };

    /// <summary>As <see cref="Read"/>, with a minus sign allowed; both signs reach <see cref="Max"/>.</summary>
    public (long? Value, string Message) ReadSigned(JsonElement element)
    {
        bool isText = element.ValueKind == JsonValueKind.String;
        string text = (isText ? element.GetString() : element.GetRawText()) ?? "";
        bool negative = text.StartsWith('-');
        string magnitude = negative ? text[1..] : text;
        var (value, message) = isText ? ReadText(magnitude) : Checked(Digits(magnitude));
        return (value is { } bytes ? (negative ? -(long)bytes : (long)bytes) : null, message);
    }

    /// <summary>As <see cref="Read"/>, for a word of a command line, where digits stand without quotes.</summary>
    public (ulong? Value, string Message) ReadWord(string text) =>
        Digits(text) is { } number ? Checked(number) : ReadText(text);

    private static ulong? Digits(ReadOnlySpan<char> text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? value : null;

    private static ulong? HexDigits(ReadOnlySpan<char> text) =>
        ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value) ? value : null;

    /// <summary>"64KB", "64 KiB" and "64k" are meant well but mean different things to different people: say what to write.</summary>
    private static string? UnitHint(string text)
    {
        string trimmed = text.Trim();
        int letters = trimmed.Reverse().TakeWhile(char.IsAsciiLetter).Count();
        string number = trimmed[..^letters].TrimEnd();
        string unit = trimmed[^letters..].ToUpperInvariant();
        bool known = unit is ['K' or 'M' or 'G' or 'T', ..] && unit[1..] is ("" or "B" or "IB");
        return known && Digits(number) is not null ? $"write \"{number}{unit[0]}iB\"" : null;
    }

    private (ulong? Value, string Message) ReadText(string text)
    {
        if (Hex && text.StartsWith("0x", StringComparison.Ordinal))
        {
            return Checked(HexDigits(text.AsSpan(2)));
        }

        foreach (var (suffix, shift) in Units)
        {
            if (HasUnits && text.EndsWith(suffix, StringComparison.Ordinal) && Digits(text.AsSpan()[..^suffix.Length]) is { } count)
            {
                return Checked(count <= ulong.MaxValue >> shift ? count << shift : null);
            }
        }

        return (null, (HasUnits ? UnitHint(text) : null) ?? $"expected {Expected}");
    }

    private (ulong? Value, string Message) Checked(ulong? value) =>
        value is { } number && number >= Min && number <= Max ? (number, "") : (null, $"expected {Expected}");
}
