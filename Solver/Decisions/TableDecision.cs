using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>Decides an encoded question about one storage: verdict, core or witness, and the fewest segments.</summary>
/// <param name="scope">Where it is stated.</param>
/// <param name="encoding">How it is stated.</param>
/// <param name="copies">Of a device that may bounce.</param>
internal sealed class TableDecision(SolverScope scope, IEncoding encoding, Copies? copies = null)
{
    private readonly IReadOnlyList<TrackedLimit> _limits = encoding.Limits;
    private readonly IReadOnlyList<TrackedLimit> _allButCount = [.. encoding.Limits.Where(limit => !limit.IsCount)];

    /// <summary>The whole answer; time and steps are the caller's to fill in.</summary>
    public SolverReport Decide() => scope.Check(_limits) switch
    {
        Status.SATISFIABLE => Satisfied(encoding.Read(scope.Model, countBinds: true)),
        Status.UNSATISFIABLE => Contradicted(scope.Core(_limits)),
        _ => SolverReport.Unknown(scope.UnknownReason),
    };

    private SolverReport Satisfied(Witness witness) => (witness.Doubt ?? copies?.Doubt) is { } doubt
        ? SolverReport.Unknown(doubt)
        : SolverReport.Of(TableVote.Sat(Fewest(witness))) with { Witness = witness.Table };

    private SolverReport Contradicted(IReadOnlySet<TrackedLimit> used)
    {
        // Where the count is not needed for the contradiction, it is no part of the answer: no table of any length exists.
        switch (scope.Check(_allButCount))
        {
            case Status.SATISFIABLE:
                Witness longer = encoding.Read(scope.Model, countBinds: false);
                ulong? fewest = copies?.Doubt is null ? Fewest(longer) : null;
                return Minimised(_limits, used, fewest);
            case Status.UNSATISFIABLE:
                return Minimised(_allButCount, scope.Core(_allButCount), fewest: null);
            default:
                return Refusals.Report(_limits.Where(used.Contains), isMinimal: false, fewest: null);
        }
    }

    private SolverReport Minimised(IReadOnlyList<TrackedLimit> limits, IReadOnlySet<TrackedLimit> used, ulong? fewest)
    {
        (IReadOnlyList<TrackedLimit> core, bool isMinimal) = CoreMinimiser.Minimise(limits, used, Contradicts);
        bool isSure = copies is null || core.All(left => copies.DoubtUnder([.. core.Where(limit => limit != left)]) is null);
        return Refusals.Report(core, isMinimal && isSure, fewest);
    }

    private bool? Contradicts(IReadOnlyCollection<TrackedLimit> limits, out IReadOnlySet<TrackedLimit> used)
    {
        Status status = scope.Check(limits);
        used = status == Status.UNSATISFIABLE ? scope.Core(limits) : new HashSet<TrackedLimit>();
        return status switch
        {
            Status.UNSATISFIABLE => true,
            Status.SATISFIABLE => false,
            _ => null,
        };
    }

    /// <summary>
    /// The shortest table with the count set aside: first whether one segment less is possible, which is rarely so, then by halving.
    /// <see langword="null"/> when the budget ends first or a witness is in doubt.
    /// </summary>
    private ulong? Fewest(Witness found)
    {
        ulong tooFew = 0;
        ulong next = found.Segments - 1;
        while (found.Doubt is null && tooFew + 1 < found.Segments)
        {
            scope.Remember();
            scope.Assert(scope.Le(encoding.Segments, scope.Session.Number(next)));
            switch (scope.Check(_allButCount))
            {
                case Status.SATISFIABLE:
                    found = encoding.Read(scope.Model, countBinds: false);
                    break;
                case Status.UNSATISFIABLE:
                    tooFew = next;
                    break;
                default:
                    scope.Forget();
                    return null;
            }

            scope.Forget();
            next = tooFew + (found.Segments - tooFew) / 2;
        }

        return found.Doubt is null ? found.Segments : null;
    }
}
