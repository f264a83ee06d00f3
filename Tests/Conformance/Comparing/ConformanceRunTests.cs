using DmabufVerify.Conformance.Asking;
using DmabufVerify.Conformance.Comparing;
using DmabufVerify.Conformance.Questions;
using DmabufVerify.Optimised;
using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Spec;
using DmabufVerify.Tests.Conformance.Asking;

namespace DmabufVerify.Tests.Conformance.Comparing;

public sealed class ConformanceRunTests
{
    private static readonly Voters Voters = new(new SpecVoter(), new OptimisedVoter(), null);

    private static readonly string[] Asked = ["P 0 4000 1fff 5+4", "P 100 6f00 2000 5+2 10+5", "P 0 1000 1000 1+2"];

    [KernelFact]
    public void The_kernel_is_with_the_model_but_for_its_quirk()
    {
        ConformanceReport report = Run(Voters);

        Assert.Equal((3, 2, null), (report.Asked, report.Agreed, report.Problem));
        Assert.Equal([KeyValuePair.Create("sg-size-wraps", 1)], report.Counts);
        Assert.Empty(report.GoneQuirks);
        Assert.False(report.IsContradicted);
        Assert.Equal("P 0 1 1000 1+2", Assert.Single(report.Examples).Question);
    }

    [KernelFact("6.12")]
    public void So_is_a_newer_kernel()
    {
        ConformanceReport report = Run(Voters, "6.12");

        Assert.StartsWith("6.12.", report.Kernel, StringComparison.Ordinal);
        Assert.Equal((3, 2, null), (report.Asked, report.Agreed, report.Problem));
        Assert.Equal([KeyValuePair.Create("sg-size-wraps", 1)], report.Counts);
        Assert.Empty(report.GoneQuirks);
    }

    [KernelFact]
    public void A_planted_defect_is_found_and_made_small()
    {
        ConformanceReport report = Run(SeededFaults.All.Single(fault => fault.Name == "optimised.partial-page-counts").Plant(Voters));

        Assert.True(report.IsContradicted);
        Disagreement found = report.Examples[0];
        Assert.Equal((DisagreementKind.ModelWrong, "optimised"), (found.Kind, found.Voter));
        Assert.Equal(Asked[0], found.AsDrawn);
        Assert.Equal("P 0 1001 1fff 1+2", found.Question);
    }

    private static ConformanceReport Run(Voters voters, string version = "6.1")
    {
        using var vm = new KernelVm(Kernel.Of(version), MapBackend.Direct);
        return new ConformanceRun(new Judging([.. voters.Rules])).Ask(vm, [.. Asked.Select(KernelQuestions.Parse)], KnownQuirks.All);
    }
}
