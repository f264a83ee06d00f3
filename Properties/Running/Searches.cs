namespace DmabufVerify.Properties.Running;

/// <summary>How many cases each of several searches took; <see langword="null"/> for one in vain, which counts as longer than any other.</summary>
internal static class Searches
{
    /// <summary>The shortest first.</summary>
    public static long?[] Sorted(IEnumerable<long?> cases) => [.. cases.OrderBy(taken => taken ?? long.MaxValue)];

    /// <summary>Of an even number of searches the longer one of the middle; <see langword="null"/> where that is one in vain, or there is none.</summary>
    public static long? Median(IEnumerable<long?> cases) => Sorted(cases) is { Length: > 0 } sorted ? sorted[sorted.Length / 2] : null;
}
