using DmabufVerify.Properties.Laws;

namespace DmabufVerify.Properties.Running;

/// <summary>How often a law came out how.</summary>
/// <param name="Law">Which.</param>
/// <param name="Held">Cases looked at in which it holds.</param>
/// <param name="Violated">Cases in which it does not.</param>
/// <param name="Unknown">Cases left open because a voter said unknown.</param>
/// <param name="NotApplicable">Cases the law does not speak of.</param>
public sealed record LawTally(Law Law, long Held, long Violated, long Unknown, long NotApplicable)
{
    /// <summary>Cases that say something.</summary>
    public long LookedAt => Held + Violated;

    /// <summary>The tally of two runs together.</summary>
    public LawTally Plus(LawTally other) => this with
    {
        Held = Held + other.Held,
        Violated = Violated + other.Violated,
        Unknown = Unknown + other.Unknown,
        NotApplicable = NotApplicable + other.NotApplicable,
    };

    /// <summary>The tally with one more case.</summary>
    public LawTally With(LawOutcome outcome) => outcome switch
    {
        LawOutcome.Holds => this with { Held = Held + 1 },
        LawOutcome.Violated => this with { Violated = Violated + 1 },
        LawOutcome.Unknown => this with { Unknown = Unknown + 1 },
        LawOutcome.NotApplicable => this with { NotApplicable = NotApplicable + 1 },
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
