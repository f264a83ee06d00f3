using DmabufVerify.Cli.Capture;
using DmabufVerify.Optimised;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Voting;
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
    public static Voters Voters(bool wantSolver) => new(
        new SpecVoter(),
        new OptimisedVoter(),
        wantSolver && Z3Library.Status.IsAvailable ? new SolverVoter() : null);

    /// <summary>What the solver is, in a few words.</summary>
    public static string SolverName => Z3Library.Status.Version ?? "no solver";

    /// <summary>The catalogue, the recorded layouts, and on request what this machine shows.</summary>
    /// <param name="capture">Whether to look at this machine.</param>
    /// <param name="notes">What was captured, or why not, one line each.</param>
    public static RealInputs Real(bool capture, out IReadOnlyList<string> notes)
    {
        ValueList<Device> catalogue = [.. DeviceCatalogue.Shipped.Entries.Select(e => e.ToDevice(e.Name))];
        RealLayout[] recorded = [.. ShippedLayouts.Names.Select(name => ShippedLayouts.Read(name).Value!).Select(ToReal)];
        if (!capture)
        {
            notes = [];
            return new RealInputs(catalogue, [], [.. recorded]);
        }

        MachineCapture machine = MachineCapture.Take();
        notes = machine.Notes;
        return new RealInputs(catalogue, machine.Devices, [.. recorded, .. machine.Layouts.Select(ToReal)]);
    }

    private static RealLayout ToReal(RecordedLayout recorded) => new(recorded.Name, recorded.PageSize, recorded.Layout);
}
