using System.Globalization;

namespace DmabufVerify.Properties.Claims.Evidence;

/// <summary>Numbers in evidence.</summary>
internal static class Words
{
    /// <summary>Decimal up to a page, hexadecimal above: beyond it the bits say more.</summary>
    public static string Number(ulong value) =>
        value <= 65536 ? value.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");

    /// <summary>1,234.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
