using DmabufVerify.Properties.Claims;
using DmabufVerify.Properties.Faults;

namespace DmabufVerify.Tests.Properties.Claims.Evidence;

/// <summary>Random histories tell a claim that holds from one that a defect has made false.</summary>
public sealed class DrawnCasesTests
{
    [Fact]
    public void A_planted_defect_refutes_what_it_breaks_with_a_history()
    {
        SeededFault late = PublishedFaults.All.Single(fault => fault.Name == "published.F15");
        var context = new ClaimContext(late.Plant(TestVoters.Two), Prover: null);

        ClaimResult result = Claim("D8.2").Run(context);

        Assert.Equal(VerdictKind.Refuted, result.Verdict.Kind);
        Assert.True(result.Differs);
        Assert.NotEmpty(result.Verdict.Scenario!.Steps);
        // A claim about merging, which asks no buffer, is not touched.
        Assert.Equal(VerdictKind.Held, Claim("D2.4").Run(context).Verdict.Kind);
    }

    private static Claim Claim(string id) => AllClaims.List.Single(claim => claim.Id == id);
}
