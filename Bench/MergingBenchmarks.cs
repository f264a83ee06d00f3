using BenchmarkDotNet.Attributes;
using DmabufVerify.Optimised;

namespace DmabufVerify.Bench;

/// <summary>A detach, an attach, and a read of the merged limits after each; times are of one such pair.</summary>
public class MergingBenchmarks
{
    private Churn _churn = null!;
    private nint _set;
    private MergedLimitsTree _tree = null!;
    private int[] _slots = null!;

    /// <summary>Devices attached.</summary>
    [Params(4, 16, 64, 1000, 65536)]
    public int Devices { get; set; }

    /// <summary>Attaches them.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _churn = new Churn(Devices);
        _set = _churn.NewCSet();
        (_tree, _slots) = _churn.NewTree();
    }

    /// <summary>Frees the C list.</summary>
    [GlobalCleanup]
    public void Cleanup() => CBaseline.FreeSet(_set);

    /// <summary>A list that is walked at each detach.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Churn.Steps)]
    public ulong CList() => _churn.RunC(_set);

    /// <summary>The tournament tree.</summary>
    [Benchmark(OperationsPerInvoke = Churn.Steps)]
    public ulong Tree() => _churn.RunTree(_tree, _slots);
}
