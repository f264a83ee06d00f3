namespace DmabufVerify.Cli.Output;

/// <summary>Foreign text in XML.</summary>
internal static class LegalXml
{
    /// <summary>A device's name may hold anything; XML has no way to write most control characters. Half a pair of surrogates is replaced too.</summary>
    public static string Text(string text) => string.Concat(text.EnumerateRunes().Select(rune =>
        rune.Value is '\t' or '\n' or '\r' or (>= 0x20 and not (0xfffe or 0xffff)) ? rune.ToString() : "?"));
}
