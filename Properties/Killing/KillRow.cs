using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace DmabufVerify.Properties.Killing;

/// <summary>How a defect ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Fate>))]
public enum Fate
{
    /// <summary>A law noticed it.</summary>
    Killed,

    /// <summary>Laws ran it, and none noticed.</summary>
    Survived,

    /// <summary>No law runs it.</summary>
    NotReached,

    /// <summary>It did not end in time.</summary>
    TimedOut,

    /// <summary>The process went down with it.</summary>
    Died,
}

/// <summary>One defect, and the laws that notice it.</summary>
/// <param name="Subject">The defect.</param>
/// <param name="Fate">How it ended.</param>
/// <param name="Asked">Pairs of a law and a scenario that run it; all there are where nobody knows which do.</param>
/// <param name="Kills">The laws, in their order.</param>
public sealed record KillRow(Subject Subject, Fate Fate, int Asked, ImmutableArray<Kill> Kills);
