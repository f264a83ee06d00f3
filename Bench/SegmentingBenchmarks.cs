using BenchmarkDotNet.Attributes;
using DmabufVerify.Optimised;

namespace DmabufVerify.Bench;

/// <summary>Tables from PFN arrays. An operation is one pass over all arrays of the layout.</summary>
public class SegmentingBenchmarks
{
    private Pattern _pattern = null!;
    private CutRule _rule;
    private CSegment[] _segments = null!;
    private ulong[] _firstPfns = null!;
    private uint[] _pages = null!;

    /// <summary>Layouts.</summary>
    public static IEnumerable<string> Layouts => Patterns.Names;

    /// <summary>Limits.</summary>
    public static IEnumerable<string> LimitNames => LimitSet.All.Select(limits => limits.Name);

    /// <summary>See <see cref="Patterns"/>.</summary>
    [ParamsSource(nameof(Layouts))]
    public string Layout { get; set; } = "";

    /// <summary>See <see cref="LimitSet"/>.</summary>
    [ParamsSource(nameof(LimitNames))]
    public string Limits { get; set; } = "";

    /// <summary>Pages of one array.</summary>
    [Params(4096, 65536)]
    public int Pages { get; set; }

    /// <summary>Makes the arrays.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _pattern = Patterns.Make(Layout, Pages);
        _rule = LimitSet.All.Single(limits => limits.Name == Limits).Rule;
        _segments = new CSegment[Pages];
        _firstPfns = new ulong[Pages + PfnSegmenter.SpareEntries];
        _pages = new uint[Pages + PfnSegmenter.SpareEntries];
    }

    /// <summary>One pass in C.</summary>
    [Benchmark(Baseline = true)]
    public int PlainC()
    {
        int segments = 0;
        foreach (ulong[] array in _pattern.Arrays)
        {
            segments += CBaseline.Build(array, _rule, _segments);
        }

        return segments;
    }

    /// <summary>The vector segmenter.</summary>
    [Benchmark]
    public int Emit()
    {
        int segments = 0;
        foreach (ulong[] array in _pattern.Arrays)
        {
            segments += PfnSegmenter.Emit(array, _rule, _firstPfns, _pages);
        }

        return segments;
    }
}
