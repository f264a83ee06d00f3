using System.Collections.Immutable;

namespace DmabufVerify.Properties.Killing;

/// <summary>What each mutant is shown.</summary>
/// <param name="Seeds">One search for each: a median says more than a lucky draw.</param>
/// <param name="Questions">Scenarios of each seed for a law about questions.</param>
/// <param name="Histories">The same for a law about steps, which looks at each after all of its operations, and by schedules of threads.</param>
public sealed record KillSettings(ImmutableArray<ulong> Seeds, int Questions, int Histories)
{
    /// <summary>Enough for most mutants, and some seconds for one that lives.</summary>
    public static KillSettings Default { get; } = Of(200);

    /// <summary>So many questions, and a quarter as many histories.</summary>
    public static KillSettings Of(int questions) => new([20150127, 1, 2], questions, (questions + 3) / 4);
}
