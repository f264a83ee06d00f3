namespace DmabufVerify.Properties.Laws;

/// <summary>How one case came out under one law.</summary>
public enum LawOutcome
{
    /// <summary>Looked at and found to hold.</summary>
    Holds,

    /// <summary>Broken.</summary>
    Violated,

    /// <summary>The law says nothing about this case; never counted as a pass.</summary>
    NotApplicable,

    /// <summary>A voter that is needed says unknown.</summary>
    Unknown,
}

/// <summary>What is wrong, for people.</summary>
/// <param name="Conjunct">Which part of the law broke.</param>
/// <param name="Expected">What the law asks for.</param>
/// <param name="Actual">What came out.</param>
/// <param name="Suspect">The voter that the law itself convicts; <see langword="null"/> when only a comparison failed.</param>
/// <param name="Picture">Several lines that show it, where one line cannot.</param>
public sealed record Violation(string Conjunct, string Expected, string Actual, string? Suspect = null, string? Picture = null);

/// <summary>A law's finding on one case.</summary>
/// <param name="Outcome">Held, broken, not about this case, unknown.</param>
/// <param name="Violation">Set exactly when broken.</param>
public readonly record struct LawResult(LawOutcome Outcome, Violation? Violation = null)
{
    /// <summary>The case is one the law speaks of, and the law holds.</summary>
    public static LawResult Holds { get; } = new(LawOutcome.Holds);

    /// <summary>The law does not speak of the case.</summary>
    public static LawResult NotApplicable { get; } = new(LawOutcome.NotApplicable);

    /// <summary>A voter says unknown.</summary>
    public static LawResult Unknown { get; } = new(LawOutcome.Unknown);

    /// <summary>The law is broken.</summary>
    public static LawResult Violated(string conjunct, string expected, string actual, string? suspect = null, string? picture = null) =>
        new(LawOutcome.Violated, new Violation(conjunct, expected, actual, suspect, picture));

    /// <summary>
    /// The finding on a case from those on its parts: the first violation; else held if any part held; else unknown if any part was.
    /// </summary>
    public static LawResult Worst(IEnumerable<LawResult> parts)
    {
        LawResult worst = NotApplicable;
        foreach (LawResult part in parts)
        {
            if (part.Outcome == LawOutcome.Violated)
            {
                return part;
            }

            if (part.Outcome == LawOutcome.Holds || worst.Outcome == LawOutcome.NotApplicable)
            {
                worst = part;
            }
        }

        return worst;
    }
}
