using DmabufVerify.Properties.Laws;

namespace DmabufVerify.Properties.Claims;

/// <summary>How a claim is looked at.</summary>
public enum EvidenceKind
{
    /// <summary>Nothing to look at.</summary>
    None,

    /// <summary>A prover, over all values of a stated width and range.</summary>
    Proof,

    /// <summary>A search through every case of a small world, of the catalogue or of recorded memory; or one case that says it all.</summary>
    Search,

    /// <summary>Random histories.</summary>
    Histories,
}

/// <summary>Something that was said in the thread, or that the project says itself, in a form in which it is true or false.</summary>
/// <param name="Id">Its number in docs/thread.md; with a letter where one sentence says several things.</param>
/// <param name="Says">One sentence, in our own words.</param>
/// <param name="Statement">The same as an equation; for what cannot be checked the reason why.</param>
/// <param name="Evidence">How it is looked at.</param>
/// <param name="Expected">The verdict that docs/claims.md has.</param>
public sealed record Claim(string Id, string Says, string Statement, EvidenceKind Evidence, VerdictKind Expected)
{
    /// <summary>Looks at it. Pure.</summary>
    public required Func<ClaimContext, ClaimVerdict> Check { get; init; }

    /// <summary>What random histories are looked at for; none for other kinds of evidence.</summary>
    public Law? Law { get; init; }

    /// <summary>The id without its letter: D10.1 for D10.1a.</summary>
    public string Number => char.IsAsciiLetter(Id[^1]) ? Id[..^1] : Id;

    /// <summary>Who said it, and when.</summary>
    public string Source => Mails.Source(Number);

    /// <summary>The verdict, and whether it is the expected one.</summary>
    public ClaimResult Run(ClaimContext context) => new(this, Check(context));
}

/// <summary>A claim and what became of it.</summary>
/// <param name="Claim">Which.</param>
/// <param name="Verdict">What was found.</param>
public sealed record ClaimResult(Claim Claim, ClaimVerdict Verdict)
{
    /// <summary>The verdict is that of docs/claims.md.</summary>
    public bool IsAsExpected => Verdict.Kind == Claim.Expected;

    /// <summary>The verdict contradicts docs/claims.md; one that is open does not.</summary>
    public bool Differs => !IsAsExpected && Verdict.Kind != VerdictKind.Open;
}
