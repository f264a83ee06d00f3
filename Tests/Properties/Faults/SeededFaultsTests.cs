using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Running;

namespace DmabufVerify.Tests.Properties.Faults;

/// <summary>Each planted defect is found, blamed on the voter that has it, and shrunk to something small.</summary>
public sealed class SeededFaultsTests
{
    public static TheoryData<string> Names => [.. SeededFaults.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fault_is_found_blamed_and_shrunk(string name)
    {
        SeededFault fault = SeededFaults.All.Single(f => f.Name == name);
        var settings = new RunSettings { Seed = 7, Cases = 2000, Workers = 1, SolverEvery = fault.Voter == "solver" ? 4 : 64 };

        RunReport report = new CheckRunner(settings, fault.Plant(TestVoters.Three), RealInputs.None).Run(CancellationToken.None);

        Assert.NotEmpty(report.Findings);
        Assert.Contains(report.Findings, f => f.OddOneOut == fault.Voter);
        Assert.DoesNotContain(report.Findings, f => f.OddOneOut is { } odd && odd != fault.Voter);
        Assert.All(report.Findings, f =>
        {
            Assert.True(f.Shrunk.Finished);
            Assert.InRange(f.Shrunk.Scenario.Devices.Count, 0, 2);
            Assert.InRange(f.Shrunk.Scenario.Layout?.Runs.Count ?? 0, 0, 3);
        });
    }

    [Fact]
    public void Each_voter_has_a_fault() =>
        Assert.Equal(["optimised", "solver", "spec"], SeededFaults.All.Select(f => f.Voter).Distinct().Order());
}
