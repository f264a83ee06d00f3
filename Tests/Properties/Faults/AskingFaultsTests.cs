using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Running;

namespace DmabufVerify.Tests.Properties.Faults;

/// <summary>A question that is put wrongly to everybody is found although nobody is the odd one out, and shrunk.</summary>
public sealed class AskingFaultsTests
{
    public static TheoryData<string> Names => [.. AskingFaults.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fault_is_found_by_the_law_about_heaps_and_blamed_on_no_voter(string name)
    {
        SeededFault fault = AskingFaults.All.Single(f => f.Name == name);
        var settings = new RunSettings { Seed = 7, Cases = 2000, Workers = 1, SolverEvery = 0 };

        RunReport report = new CheckRunner(settings, fault.Plant(TestVoters.Two), RealInputs.None).Run(CancellationToken.None);

        Finding finding = Assert.Single(report.Findings);
        Assert.Equal("Placement.HeapsAreKept", finding.Law.Name);
        Assert.Null(finding.OddOneOut);
        Assert.True(finding.Shrunk.Finished);
        Assert.InRange(finding.Shrunk.Scenario.Devices.Count, 1, 2);
        Assert.InRange(finding.Shrunk.Scenario.Memory.Count, 1, 2);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fault_is_hunted_in_questions(string name)
    {
        var settings = new HuntSettings(Seed: 7, Seeds: 1, MostCases: 2000);

        Hunt hunt = Hunt.For(AskingFaults.All.Single(f => f.Name == name), TestVoters.Two, settings, CancellationToken.None);

        Assert.Equal((1, "Placement.HeapsAreKept"), (hunt.Found, hunt.Finding?.Law.Name));
    }
}
