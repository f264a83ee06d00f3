using System.Collections.Immutable;
using DmabufVerify.Properties.Coverage;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Tests.Properties;

namespace DmabufVerify.Tests.Cli.Output.Files;

/// <summary>A run with one of everything: a law that holds, one that is broken, two that nobody could look at, a starved kind of case.</summary>
internal static class Broken
{
    public static ImmutableArray<Law> Laws { get; } =
    [
        new("Test.Holds", "a <= b & c", NeedsSolver: false, _ => LawResult.Holds),
        new("Test.AtMostOne", "devices <= 1", NeedsSolver: false, c => c.Scenario.Devices.Count <= 1
            ? LawResult.Holds
            : LawResult.Violated("number", "<at most \u0001>", $"{c.Scenario.Devices.Count}", suspect: "spec")),
        new("Test.Nothing", "false => a", NeedsSolver: false, _ => LawResult.NotApplicable),
        new("Test.Solver", "solver", NeedsSolver: true, _ => LawResult.Holds),
    ];

    /// <summary>The run as it was.</summary>
    public static RunReport Run(ulong seed = 11, ICaseObserver? observer = null) => new CheckRunner(
        new RunSettings { Seed = seed, Cases = 48, Workers = 2, Laws = Laws }, TestVoters.Two, RealInputs.None)
    {
        Observer = observer,
    }.Run(CancellationToken.None);

    /// <summary>What is known of a finding of a made-up law, which has no class of error.</summary>
    public static Dossier Dossier(Finding finding, string replayLine) =>
        new(finding, ErrorClass.WrongVerdict, FreeFields.None, new Comparison("spec", "optimised"), replayLine);

    /// <summary>The run with three kinds of cases: seen, starved, too few to say.</summary>
    public static RunReport Report { get; } = Run() with
    {
        Cells =
        [
            new CellShare(TableCells.All[0], 1500, 3000),
            new CellShare(TableCells.All[1], 1, 3000),
            new CellShare(LifecycleCells.All[0], 0, 10),
        ],
    };
}
