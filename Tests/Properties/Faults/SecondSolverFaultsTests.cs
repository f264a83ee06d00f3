using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Solving;
using DmabufVerify.Tests.Solving.Cross;

namespace DmabufVerify.Tests.Properties.Faults;

/// <summary>A cross-check finds planted defects of either solver, and blames the one that has it.</summary>
public sealed class SecondSolverFaultsTests
{
    [Cvc5Fact]
    public void Either_solver_is_found_out()
    {
        foreach (SeededFault fault in SecondSolverFaults.All.Concat(SeededFaults.All.Where(f => f.Voter == "solver")))
        {
            Voters voters = fault.Plant(TestVoters.Three with { SecondSolver = new Cvc5Voter(new SolverOptions()) });
            var settings = new RunSettings
            {
                Seed = 7,
                Cases = 320,
                Workers = 1,
                SolverEvery = 1,
                CrossCheck = new CrossSettings { Every = 2 },
                Laws = [AllLaws.List.Single(law => law.NeedsSecondSolver)],
            };

            RunReport report = new CheckRunner(settings, voters, RealInputs.None).Run(CancellationToken.None);

            Finding finding = Assert.Single(report.Findings);
            Assert.Equal((fault.Name, fault.Voter), (fault.Name, finding.OddOneOut));
            Assert.InRange(finding.Shrunk.Scenario.Devices.Count, 1, 2);
            Assert.True(report.CrossCheck!.Contradicted > 0);
        }
    }

    [Fact]
    public void Without_a_second_solver_nothing_changes() =>
        Assert.All(SecondSolverFaults.All, fault => Assert.Equal(TestVoters.Two, fault.Plant(TestVoters.Two)));
}
