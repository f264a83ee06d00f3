using System.Collections.Immutable;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Laws;

namespace DmabufVerify.Properties.Running;

/// <summary>What a run does. With a number of cases it is the same on every machine; with a time it is not.</summary>
public sealed record RunSettings
{
    /// <summary>Everything drawn follows from it.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Scenarios to draw; <see langword="null"/>: as many as the time allows.</summary>
    public long? Cases { get; init; }

    /// <summary>When to stop; <see langword="null"/>: after the cases.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Threads that look at cases.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>The solver votes on one in so many scenarios, sixteen in a row so that it sees every regime; 0: on none.</summary>
    public int SolverEvery { get; init; } = 24;

    /// <summary>What is put to the second solver, if there is one among the voters; <see langword="null"/>: nothing.</summary>
    public CrossSettings? CrossCheck { get; init; }

    /// <summary>Laws to look at.</summary>
    public ImmutableArray<Law> Laws { get; init; } = AllLaws.List;

    /// <summary>Sizes and shares of what is drawn.</summary>
    public GeneratorSettings Generator { get; init; } = GeneratorSettings.Default;

    /// <summary>Candidates that one shrink may look at.</summary>
    public int ShrinkBudget { get; init; } = Shrinking.Shrinker.DefaultBudget;
}
