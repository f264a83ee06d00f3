using DmabufVerify.Cli.Capture;
using DmabufVerify.Optimised;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Published;
using DmabufVerify.Solving;
using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli;

/// <summary>Puts the parts together.</summary>
internal static class Wiring
{
    /// <summary>All voters; without the solver where it is not wanted or there is none on this machine.</summary>
    /// <param name="wantSolver">Whether it is to vote.</param>
    /// <param name="solverMilliseconds">How long it may search for one answer, however many steps that takes; its own budget when left out.</param>
    public static Voters Voters(bool wantSolver, uint? solverMilliseconds = null) => new(
        new SpecVoter(),
        new OptimisedVoter(),
        wantSolver && Z3Library.Status.IsAvailable ? new SolverVoter(Budget(solverMilliseconds)) : null);

    /// <summary>
    /// The same with cvc5, to check the solver; <paramref name="problem"/> says in one line what is missing on this machine, and is
    /// <see langword="null"/> when nothing is.
    /// </summary>
    /// <param name="voters">Who votes.</param>
    /// <param name="milliseconds">How long cvc5 may search for one answer.</param>
    /// <param name="problem">What is missing.</param>
    public static Voters WithCvc5(Voters voters, uint milliseconds, out string? problem)
    {
        problem = voters.Solver is null ? Z3Library.Status.Problem ?? "there is nothing to check without Z3" : Cvc5.Status.Problem;
        return problem is null
            ? voters with { SecondSolver = new Cvc5Voter(new SolverOptions { WallMilliseconds = milliseconds }) }
            : voters;
    }

    /// <summary>How long cvc5 may search for one of many answers. Most take some hundredths of a second; what takes longer seldom ends at all.</summary>
    public const uint Cvc5Milliseconds = 1000;

    private static SolverOptions Budget(uint? milliseconds) => milliseconds is { } budget
        ? new SolverOptions { WallMilliseconds = budget, StepLimit = 0 }
        : new SolverOptions();

    /// <summary>
    /// Published code, by the names that <c>run --published</c> takes: a version with all that was wrong with it, or one defect alone. Each makes a
    /// buffer of a scenario that behaves like it.
    /// </summary>
    public static IReadOnlyDictionary<string, Func<Scenario, IDmaBuf>> Published { get; } = PublishedVersion.All
        .Select(version => (version.Name, version.Defects))
        .Concat(DefectNotes.All.Where(note => note.Switch is not null).Select(note => (Name: note.Number, Defects: note.Smallest)))
        .ToDictionary(
            published => published.Name,
            published => (Func<Scenario, IDmaBuf>)(scenario => new PublishedBuffer(scenario, new OptimisedVoter(), published.Defects)));

    /// <summary>Who proves; nobody where the solver is not wanted or there is none on this machine.</summary>
    public static IProver? Prover(bool wantSolver) => wantSolver && Z3Library.Status.IsAvailable ? new Z3Prover() : null;

    /// <summary>What the solver is, in a few words.</summary>
    public static string SolverName => Z3Library.Status.Version ?? "no solver";

    /// <summary>The version of the other one, which checks it.</summary>
    public static string SecondSolverVersion => Cvc5.Status.Version ?? "missing";

    /// <summary>What was asked: the solver, and cvc5 if it was too.</summary>
    public static string SolverNames(Voters voters) =>
        voters.SecondSolver is null ? SolverName : $"{SolverName}, cvc5 {SecondSolverVersion}";

    /// <summary>
    /// Catalogue devices that can meet on one machine: capture cards, which fit any PCIe slot, with what is in SoCs, displays first.
    /// </summary>
    public static ValueList<Device> DevicesThatMeet
    {
        get
        {
            string[] cards = ["mgb4", "cobalt", "tw68"];
            return
            [
                .. DeviceCatalogue.Shipped.Entries
                    .Where(e => cards.Contains(e.Name) || (e.Bus == "platform" && e.Subsystem is "drm-display" or "v4l2"))
                    .OrderBy(e => cards.Contains(e.Name) ? 0 : e.Subsystem == "drm-display" ? 1 : 2)
                    .Select(e => e.ToDevice(e.Name)),
            ];
        }
    }

    /// <summary>The catalogue, the recorded layouts, and on request what this machine shows.</summary>
    /// <param name="capture">Whether to look at this machine.</param>
    /// <param name="notes">What was captured, or why not, one line each.</param>
    public static RealInputs Real(bool capture, out IReadOnlyList<string> notes)
    {
        RealLayout[] recorded = [.. ShippedLayouts.Names.Select(name => ShippedLayouts.Read(name).Value!).Select(ToReal)];
        if (!capture)
        {
            notes = [];
            return new RealInputs(Catalogue, [], [.. recorded]);
        }

        MachineCapture machine = MachineCapture.Take();
        notes = machine.Notes;
        return new RealInputs(Catalogue, machine.Devices, [.. recorded, .. machine.Layouts.Select(ToReal)]);
    }

    /// <summary>The catalogue and one recorded layout, for processes that last seconds: the larger layouts take a second each to read.</summary>
    public static RealInputs FewReal => new(Catalogue, [], [ToReal(ShippedLayouts.Read("random-touch-64MiB").Value!)]);

    private static ValueList<Device> Catalogue => [.. DeviceCatalogue.Shipped.Entries.Select(e => e.ToDevice(e.Name))];

    private static RealLayout ToReal(RecordedLayout recorded) => new(recorded.Name, recorded.PageSize, recorded.Layout);
}
