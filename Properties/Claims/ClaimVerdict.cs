using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Claims;

/// <summary>What became of a claim.</summary>
public enum VerdictKind
{
    /// <summary>True: for all inputs that the evidence names, or, where the claim is that something exists, because here it is.</summary>
    Proved,

    /// <summary>False: here is the smallest case in which it is.</summary>
    Refuted,

    /// <summary>True in every random history that was looked at; no proof is in reach.</summary>
    Held,

    /// <summary>Nothing that a program could look at, for a written reason.</summary>
    NotCheckable,

    /// <summary>Not decided on this machine: there is no solver, or it gave up, or too few histories had anything to do with the claim.</summary>
    Open,
}

/// <summary>A claim's verdict and what it rests on.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Evidence">In words; the same on every machine.</param>
public sealed record ClaimVerdict(VerdictKind Kind, string Evidence)
{
    /// <summary>The witness or the counterexample, where it is one that the other commands can look at.</summary>
    public Scenario? Scenario { get; init; }

    /// <summary>Published code that shows it beside the model, by the name that <c>run --published</c> takes.</summary>
    public string? Published { get; init; }

    /// <summary>Histories that the claim speaks of, for a verdict that rests on random ones.</summary>
    public long? Cases { get; init; }
}
