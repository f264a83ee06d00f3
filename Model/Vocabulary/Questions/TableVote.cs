namespace DmabufVerify.Vocabulary;

/// <summary>What a voter can say.</summary>
public enum Verdict
{
    /// <summary>There is a table.</summary>
    Sat,

    /// <summary>There is none.</summary>
    Unsat,

    /// <summary>Not decided; the vote says why.</summary>
    Unknown,
}

/// <summary>A voter's answer to one <see cref="TableQuestion"/>.</summary>
public sealed record TableVote
{
    private TableVote(Verdict verdict) => Verdict = verdict;

    /// <summary>Sat, unsat or unknown.</summary>
    public Verdict Verdict { get; }

    /// <summary>
    /// Segments of the shortest table when the count limit alone is set aside; <see langword="null"/> when no table of any length
    /// exists, when the question has no layout, or when the voter does not compute it.
    /// </summary>
    public ulong? FewestSegments { get; private init; }

    /// <summary>The limit met first, when unsat and the voter knows it.</summary>
    public Refusal? Refusal { get; private init; }

    /// <summary>The largest buffer that any layout can hold for the judges, for a <see cref="CapacityQuestion"/> that the voter can measure.</summary>
    public UInt128? CapacityBytes { get; init; }

    /// <summary>
    /// For a <see cref="PlacementQuestion"/> that is sat: storage over which every judge has a table. <see langword="null"/> for other
    /// questions, and from a voter that only counts.
    /// </summary>
    public Layout? Storage { get; init; }

    /// <summary>Why the answer is unknown.</summary>
    public string? UnknownReason { get; private init; }

    /// <summary>A table exists.</summary>
    public static TableVote Sat(ulong? fewestSegments = null) => new(Verdict.Sat) { FewestSegments = fewestSegments };

    /// <summary>No table exists.</summary>
    public static TableVote Unsat(Refusal? refusal, ulong? fewestSegments = null) =>
        new(Verdict.Unsat) { Refusal = refusal, FewestSegments = fewestSegments };

    /// <summary>Undecided, for a reason that a user can act on.</summary>
    public static TableVote Unknown(string reason) => new(Verdict.Unknown) { UnknownReason = reason };
}
