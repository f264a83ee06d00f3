namespace DmabufVerify.Properties.Shrinking;

/// <summary>Smaller numbers to try in place of one.</summary>
internal static class Numbers
{
    /// <summary>0, 1, then ever closer to the number from below; at most about 70 candidates.</summary>
    public static IEnumerable<ulong> Smaller(ulong number)
    {
        if (number == 0)
        {
            yield break;
        }

        yield return 0;
        for (ulong cut = number / 2; cut > 0; cut /= 2)
        {
            yield return number - cut;
        }

        if (number > 2)
        {
            yield return 1;
        }
    }
}
