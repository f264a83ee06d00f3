using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <summary>
/// What a <see cref="DmaBufEngine"/> is put together from. Each part can be replaced by one that behaves otherwise, which is how defects
/// are planted without the engine's knowing. Parts with state are made anew for each buffer.
/// </summary>
public sealed record EngineParts
{
    /// <summary>The real ones.</summary>
    public static EngineParts Default { get; } = new();

    /// <summary>Small pure decisions.</summary>
    public EngineDecisions Decisions { get; init; } = new();

    /// <summary>Where storage can be.</summary>
    public PlacementCandidates Candidates { get; init; } = new();

    /// <summary>Whether storage serves devices, and their tables over it.</summary>
    public Func<Scenario, Serving> Serving { get; init; } = scenario => new(scenario);

    /// <summary>The limits of the attached, merged.</summary>
    public Func<MergedConstraints> Constraints { get; init; } = () => new();

    /// <summary>The device addresses of one IOMMU domain.</summary>
    public Func<IovaSpace> Domain { get; init; } = () => new();

    /// <summary>Who owns the data.</summary>
    public Func<CoherencyTracker> Coherency { get; init; } = () => new();

    /// <summary>What is remembered.</summary>
    public Func<AnswerCache> Answers { get; init; } = () => new();
}
