namespace DmabufVerify.Properties.Shrinking;

/// <summary>Smaller numbers to try in place of one.</summary>
internal static class Numbers
{
    /// <summary>
    /// 0; the number's low bits, fewest first, as what matters about an address is often its alignment; then ever closer to the
    /// number from below. At most about 130 candidates.
    /// </summary>
    public static IEnumerable<ulong> Smaller(ulong number)
    {
        if (number == 0)
        {
            yield break;
        }

        yield return 0;
        ulong last = 0;
        for (int bits = 1; bits < 64; bits++)
        {
            ulong low = number & ((1UL << bits) - 1);
            if (low != last && low != number)
            {
                yield return low;
                last = low;
            }
        }

        for (ulong cut = number / 2; cut > 0; cut /= 2)
        {
            yield return number - cut;
        }
    }
}
