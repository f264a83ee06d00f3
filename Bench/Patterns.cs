using DmabufVerify.Optimised;

namespace DmabufVerify.Bench;

/// <summary>Storage to measure on.</summary>
/// <param name="Name">As in the tables.</param>
/// <param name="Arrays">Different arrays of one length: a single one would be learnt by the branch predictor.</param>
internal sealed record Pattern(string Name, ulong[][] Arrays)
{
    public int Pages { get; } = Arrays.Sum(array => array.Length);

    public override string ToString() => $"{Name} {Arrays[0].Length}";
}

/// <summary>Limits to measure with.</summary>
internal sealed record LimitSet(string Name, CutRule Rule)
{
    public static LimitSet[] All { get; } =
    [
        new("none", CutRule.RunsOnly),
        new("64k", new CutRule(16)),
        new("64k+4g", new CutRule(16, 1 << 20)),
        new("2m window", new CutRule(ulong.MaxValue, 512)),
    ];

    public override string ToString() => Name;
}

/// <summary>The layouts of the tables.</summary>
internal static class Patterns
{
    private const int Seed = 20150126;

    public static string[] Names { get; } = ["fragmented", "contiguous", "huge", "geo2", "geo4", "geo16", "geo64"];

    /// <summary>32 arrays of up to 4 Ki pages, or 8 larger ones.</summary>
    public static Pattern Make(string name, int pages)
    {
        var random = new Random(Seed);
        int count = pages <= 4096 ? 32 : 8;
        return new(name, [.. Enumerable.Range(0, count).Select(_ => Array(name, pages, random))]);
    }

    private static ulong[] Array(string name, int pages, Random random)
    {
        var pfns = new ulong[pages];
        ulong pfn = 0;
        int left = 0;
        for (int i = 0; i < pages; i++, left--, pfn++)
        {
            if (left == 0)
            {
                left = RunLength(name, random);
                // Runs are far apart and never adjoin; huge pages are aligned as the buddy allocator aligns them.
                pfn = ((ulong)random.NextInt64(1L << 24) << 12) + (name is "huge" or "contiguous" ? 0UL : 1);
            }

            pfns[i] = pfn;
        }

        return pfns;
    }

    private static int RunLength(string name, Random random) => name switch
    {
        "fragmented" => 1,
        "contiguous" => int.MaxValue,
        "huge" => 512,
        "geo2" => Geometric(2, random),
        "geo4" => Geometric(4, random),
        "geo16" => Geometric(16, random),
        "geo64" => Geometric(64, random),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static int Geometric(int mean, Random random) =>
        1 + (int)Math.Floor(Math.Log(1 - random.NextDouble()) / Math.Log(1 - (1.0 / mean)));
}
