using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>Puts one encoding to Z3 and makes evidence of what comes out.</summary>
internal sealed class PlacementSearch(
    SolverScope scope, IPlacementEncoding encoding, FreeMemory memory, IReadOnlyList<JudgeView> judges, SharingMode mode)
{
    private string? _notStated;

    /// <summary>The whole answer; time and steps are the caller's to fill in.</summary>
    public SolverReport Decide()
    {
        IReadOnlyList<TrackedLimit> limits = encoding.Limits;
        return Check(limits) switch
        {
            Status.SATISFIABLE => Found(encoding.Read(scope.Model)),
            Status.UNSATISFIABLE when encoding.UnsatDoubt is { } doubt => SolverReport.Unknown(doubt),
            Status.UNSATISFIABLE => Refused(limits, scope.Core(limits)),
            _ => SolverReport.Unknown(_notStated ?? scope.UnknownReason),
        };
    }

    private SolverReport Found(IReadOnlyList<PfnRun>? runs)
    {
        if (runs is null)
        {
            // Not listed, so not checked rule by rule: believed only of an encoding that says everything.
            return encoding.SatDoubt is { } doubt ? SolverReport.Unknown(doubt) : SolverReport.Of(TableVote.Sat());
        }

        var witness = PlacementWitness.Of(memory, judges, mode, runs);
        return witness.Problem is null
            ? SolverReport.Of(TableVote.Sat() with { Storage = witness.Storage }) with { Witness = witness.Table }
            : encoding.SatDoubt is { } sayWhy ? SolverReport.Unknown(sayWhy)
            : throw new WitnessException(witness.Problem);
    }

    private SolverReport Refused(IReadOnlyList<TrackedLimit> limits, IReadOnlySet<TrackedLimit> used)
    {
        (IReadOnlyList<TrackedLimit> core, bool isMinimal) = CoreMinimiser.Minimise(limits, used, Contradicts);
        return Refusals.Report(core, isMinimal, fewest: null);
    }

    private bool? Contradicts(IReadOnlyCollection<TrackedLimit> limits, out IReadOnlySet<TrackedLimit> used)
    {
        Status status = Check(limits);
        used = status == Status.UNSATISFIABLE ? scope.Core(limits) : new HashSet<TrackedLimit>();
        return status switch
        {
            Status.UNSATISFIABLE => true,
            Status.SATISFIABLE => false,
            _ => null,
        };
    }

    private Status Check(IReadOnlyCollection<TrackedLimit> limits)
    {
        _notStated = encoding.Assume(limits);
        return _notStated is null ? scope.Check(limits) : Status.UNKNOWN;
    }
}
