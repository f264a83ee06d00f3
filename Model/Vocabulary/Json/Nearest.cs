namespace DmabufVerify.Vocabulary.Json;

/// <summary>"Did you mean": the known name that a mistyped one is closest to.</summary>
public static class Nearest
{
    private const int LongestText = 64;

    /// <summary>
    /// The candidate with the least edit distance, upper and lower case alike, or <see langword="null"/> when a third of the text
    /// would have to change. A text that merely stops too early counts as one edit.
    /// </summary>
    public static string? To(string text, IEnumerable<string> candidates)
    {
        if (text.Length is 0 or > LongestText)
        {
            return null;
        }

        (int Distance, string? Name) best = (2 + (text.Length / 3), null);
        foreach (string candidate in candidates)
        {
            int distance = candidate.StartsWith(text, StringComparison.OrdinalIgnoreCase) ? 1 : Distance(text, candidate);
            best = distance < best.Distance ? (distance, candidate) : best;
        }

        return best.Name;
    }

    /// <summary>Levenshtein's distance, one row at a time: O(|a| * |b|).</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            (int diagonal, row[0]) = (row[0], i);
            for (int j = 1; j <= b.Length; j++)
            {
                int change = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                (diagonal, row[j]) = (row[j], Math.Min(change, 1 + Math.Min(row[j], row[j - 1])));
            }
        }

        return row[b.Length];
    }
}
