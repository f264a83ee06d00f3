using BenchmarkDotNet.Attributes;
using DmabufVerify.Optimised;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Bench;

/// <summary>One answer of the voter about a layout in runs, shared by four devices.</summary>
[MemoryDiagnoser]
public class DecidingBenchmarks
{
    private readonly OptimisedVoter _voter = new();
    private LayoutQuestion _question = null!;

    /// <summary>Runs of the layout.</summary>
    [Params(1, 8, 64, 1024)]
    public int Runs { get; set; }

    /// <summary>Makes the question.</summary>
    [GlobalSetup]
    public void Setup() => _question = PlausibleBuffers.Question(Runs);

    /// <summary>Sat or unsat.</summary>
    [Benchmark]
    public Verdict Answer() => _voter.Answer(_question).Verdict;
}
