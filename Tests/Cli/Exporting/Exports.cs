using DmabufVerify.Cli.Exporting;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Tests.Properties;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Cli.Exporting;

/// <summary>Things to export.</summary>
internal static class Exports
{
    /// <summary>A page each side of a boundary, which nobody may cross; with the boundary ignored the table is one segment too few.</summary>
    public static Scenario AcrossABoundary { get; } =
        Some.Sharing([new PfnRun(3, 2)], Some.Free("d0", (LimitKind.SegmentBoundaryMask, 0x3fff)), Some.Free("d1"));

    /// <summary>Two devices that cannot share four pages: segments of a page, and one of them.</summary>
    public static Scenario TooManySegments { get; } = Some.Sharing(
        [new PfnRun(16, 4)], Some.Free("camera", (LimitKind.MaxSegmentSize, 4096)), Some.Free("display", (LimitKind.MaxSegmentCount, 1)));

    /// <summary>Two segments, and one is all that the device takes.</summary>
    public static Scenario OneSegmentTooMany { get; } = TooManySegments with
    {
        Devices = [Some.Free("d", (LimitKind.MaxSegmentSize, 8192), (LimitKind.MaxSegmentCount, 1))],
    };

    /// <summary>The counterexample that a planted defect makes of a scenario under a law.</summary>
    public static FindingSubject Finding(string law, Scenario scenario, string fault, Voters? real = null)
    {
        SeededFault planted = AllFaults.Named(fault)!;
        Voters voters = real ?? TestVoters.Two;
        Finding finding = Examination.Examine(AllLaws.Named(law)!, scenario, token: null, planted.Plant(voters), shrinkBudget: 200);
        return FindingSubject.Of(finding, planted, voters, "a/case.json", "./verify replay a/case.json");
    }

    /// <summary>All that a short run finds with a defect planted.</summary>
    public static IEnumerable<FindingSubject> FindingsOf(string fault, Voters real, int cases)
    {
        SeededFault planted = AllFaults.Named(fault)!;
        var settings = new RunSettings { Seed = 7, Cases = cases, Workers = 1, SolverEvery = 4, ShrinkBudget = 100 };
        RunReport report = new CheckRunner(settings, planted.Plant(real), RealInputs.None).Run(CancellationToken.None);
        Assert.NotEmpty(report.Findings);
        return report.Findings.Select(finding => FindingSubject.Of(finding, planted, real, "case.json", "./verify replay case.json"));
    }

    /// <summary>A decision by the two voters that need no library.</summary>
    public static DecisionSubject Decided(Scenario scenario, Voters? voters = null)
    {
        Voters asked = voters ?? TestVoters.Two;
        return DecisionSubject.Of(Decision.Of(scenario, asked, maxSegments: 0), asked, "./verify decide scenario.json");
    }
}
