namespace DmabufVerify.Solving;

/// <summary>What a check of some limits says: unsat with the limits its proof used, or anything else.</summary>
/// <param name="limits">The limits that are assumed.</param>
/// <param name="used">For unsat: a subset that is unsat by itself.</param>
/// <returns>True for unsat, false for sat, <see langword="null"/> when the budget ended.</returns>
internal delegate bool? Contradiction(IReadOnlyCollection<TrackedLimit> limits, out IReadOnlySet<TrackedLimit> used);

/// <summary>Reduces contradicting limits to some of which none can be left out.</summary>
internal static class CoreMinimiser
{
    /// <summary>
    /// Leaves out one limit after the other, in order, where the rest still contradicts itself. At most one check for each
    /// limit. The used sets only save checks: which limits remain does not depend on them, so a core is the same whatever Z3
    /// did before.
    /// </summary>
    /// <param name="limits">Limits whose contradiction has been shown.</param>
    /// <param name="used">Some of them that suffice.</param>
    /// <param name="contradicts">Asks again.</param>
    public static (IReadOnlyList<TrackedLimit> Core, bool IsMinimal) Minimise(
        IReadOnlyList<TrackedLimit> limits, IReadOnlySet<TrackedLimit> used, Contradiction contradicts)
    {
        List<TrackedLimit> core = [.. limits];
        bool isMinimal = true;
        foreach (TrackedLimit candidate in limits)
        {
            if (!used.Contains(candidate))
            {
                core.Remove(candidate);
                continue;
            }

            TrackedLimit[] rest = [.. core.Where(limit => limit != candidate)];
            bool? answer = contradicts(rest, out IReadOnlySet<TrackedLimit> usedNow);
            isMinimal &= answer is not null;
            if (answer == true)
            {
                core.Remove(candidate);
                used = usedNow;
            }
        }

        return (core, isMinimal);
    }
}
