using BenchmarkDotNet.Attributes;
using DmabufVerify.Optimised;

namespace DmabufVerify.Bench;

/// <summary>Counts from PFN arrays and from kept runs. An operation is one pass over all arrays of the layout.</summary>
public class CountingBenchmarks
{
    private Pattern _pattern = null!;
    private KeptRuns[] _runs = null!;
    private CutRule _rule;

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

    /// <summary>Makes the arrays.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _pattern = Patterns.Make(Layout, 65536);
        _runs = [.. _pattern.Arrays.Select(KeptRuns.Of)];
        _rule = LimitSet.All.Single(limits => limits.Name == Limits).Rule;
    }

    /// <summary>The least that reading costs.</summary>
    [Benchmark(Baseline = true)]
    public ulong StreamingSum()
    {
        ulong sum = 0;
        foreach (ulong[] array in _pattern.Arrays)
        {
            sum ^= CBaseline.Sum(array);
        }

        return sum;
    }

    /// <summary>One pass in C without output.</summary>
    [Benchmark]
    public ulong PlainC()
    {
        ulong segments = 0;
        foreach (ulong[] array in _pattern.Arrays)
        {
            segments += CBaseline.Count(array, _rule);
        }

        return segments;
    }

    /// <summary>The vector segmenter.</summary>
    [Benchmark]
    public ulong Count()
    {
        ulong segments = 0;
        foreach (ulong[] array in _pattern.Arrays)
        {
            segments += PfnSegmenter.Count(array, _rule);
        }

        return segments;
    }

    /// <summary>A further device on kept runs.</summary>
    [Benchmark]
    public ulong CountRuns()
    {
        ulong segments = 0;
        foreach (KeptRuns runs in _runs)
        {
            segments += RunCounter.Count(runs.FirstPfns, runs.Pages, _rule);
        }

        return segments;
    }
}
