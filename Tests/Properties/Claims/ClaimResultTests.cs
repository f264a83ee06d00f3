using DmabufVerify.Properties.Claims;

namespace DmabufVerify.Tests.Properties.Claims;

/// <summary>A verdict against the expected one.</summary>
public sealed class ClaimResultTests
{
    [Theory]
    [InlineData(VerdictKind.Proved, true, false)]
    [InlineData(VerdictKind.Refuted, false, true)]
    [InlineData(VerdictKind.Held, false, true)]
    [InlineData(VerdictKind.Open, false, false)]
    public void Only_a_verdict_that_contradicts_differs(VerdictKind found, bool asExpected, bool differs)
    {
        Claim claim = new("D10.1a", "Something.", "x = x", EvidenceKind.Search, VerdictKind.Proved) { Check = _ => new(found, "because") };

        ClaimResult result = claim.Run(new ClaimContext(TestVoters.Two, Prover: null));

        Assert.Equal((asExpected, differs), (result.IsAsExpected, result.Differs));
        Assert.Equal(("D10.1", "R. Clark, 2015-01-29"), (claim.Number, claim.Source));
    }
}
