using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;

namespace DmabufVerify.Cli.Commands;

/// <summary>Options with a number, whose mistakes are told with what would be accepted.</summary>
internal static class Parsed
{
    /// <summary>A whole number within bounds.</summary>
    public static Option<long?> Whole(string name, string description, long least, long most) => Option<long>(
        name,
        description,
        $"a whole number of {least} to {most}",
        text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            && value >= least && value <= most ? value : null);

    /// <summary>Seconds, up to a year.</summary>
    public static Option<TimeSpan?> Seconds(string name, string description)
    {
        const double most = 365 * 24 * 3600;
        return Option<TimeSpan>(
            name,
            description,
            "seconds, a number above 0 and at most a year",
            text => double.TryParse(text, CultureInfo.InvariantCulture, out double value)
                && value is > 0 and <= most ? TimeSpan.FromSeconds(value) : null);
    }

    /// <summary>64 bits, decimal or, as reports print them, hexadecimal.</summary>
    public static Option<ulong?> Bits(string name, string description) =>
        Option<ulong>(name, description, "a number such as 7 or 0x7", ParseBits);

    /// <summary>A seed for who names none.</summary>
    public static ulong FreshSeed() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));

    private static ulong? ParseBits(string text)
    {
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        NumberStyles style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return ulong.TryParse(isHex ? text[2..] : text, style, CultureInfo.InvariantCulture, out ulong value) ? value : null;
    }

    private static Option<T?> Option<T>(string name, string description, string expected, Func<string, T?> parse)
        where T : struct => new(name)
        {
            Description = description,
            HelpName = "number",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                T? value = parse(text);
                if (value is null)
                {
                    result.AddError($"{name} {text}: expected {expected}");
                }

                return value;
            },
        };
}
