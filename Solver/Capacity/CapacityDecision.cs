using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>Decides whether any layout at all serves the judges.</summary>
internal sealed class CapacityDecision(SolverOptions options, SolverSession session, CapacityQuestion question)
{
    /// <summary>
    /// Segments up to which a gap rule is searched segment by segment. Each takes a handful of integers; beyond six a
    /// search can take seconds.
    /// </summary>
    private const int MostNamedSegments = 6;

    /// <summary>The whole answer; time is the caller's to fill in.</summary>
    public SolverReport Decide()
    {
        JudgeView[] judges = JudgeView.Of(question.Judges, question.PageSize);
        bool oneTable = judges.Length == 1 || question.Mode == SharingMode.Shared;
        if (oneTable && judges.All(j => j.OffsetPages == judges[0].OffsetPages))
        {
            return new OneBus(options, session, question, judges).Decide();
        }

        // What one of them cannot have, all of them together cannot.
        ulong steps = 0;
        foreach (JudgeView judge in judges)
        {
            SolverReport alone = new OneBus(options, session, question, [judge]).Decide();
            steps += alone.StepsSpent;
            if (alone.Vote.Verdict == Verdict.Unsat)
            {
                return alone with { StepsSpent = steps };
            }
        }

        return SolverReport.Unknown(oneTable
            ? "each judge alone has a table; one table for judges with different bus offsets and any layout is not encoded"
            : "each judge alone has a table; one table each over a common layout that may be any is not encoded") with
        {
            StepsSpent = steps,
        };
    }

    /// <summary>The question as text, where one table is asked of judges that see the same bus addresses.</summary>
    public SmtScript Script()
    {
        JudgeView[] judges = JudgeView.Of(question.Judges, question.PageSize);
        bool oneTable = judges.Length == 1 || question.Mode == SharingMode.Shared;
        if (!oneTable || judges.Any(j => j.OffsetPages != judges[0].OffsetPages))
        {
            return SmtScript.None("one table each, or one for judges with different bus offsets, over any layout is not encoded");
        }

        using SolverScope scope = session.Open(options, large: true);
        var memory = new Memory(question.PageSize, question.SizeBytes, judges[0].OffsetPages);
        var encoding = new PieceEncoding(scope, new LimitTracker(scope), memory, judges);
        string? satDoubt = judges.Any(j => j.GapPages > 1) ? "a gap mask above a page, which numbers of pieces only bound" : null;
        return SmtStatement.Of(scope, encoding.Limits, satDoubt, unsatDoubt: null);
    }

    /// <summary>Judges that see the same bus addresses and share one table.</summary>
    private sealed class OneBus(
        SolverOptions options, SolverSession session, CapacityQuestion question, IReadOnlyList<JudgeView> judges)
    {
        private readonly Memory _memory = new(question.PageSize, question.SizeBytes, judges[0].OffsetPages);

        public SolverReport Decide()
        {
            using SolverScope scope = session.Open(options, large: false);
            SolverReport report = Decide(scope, new PieceEncoding(scope, new LimitTracker(scope), _memory, judges).Limits);
            return report with { StepsSpent = scope.StepsSpent() };
        }

        private SolverReport Decide(SolverScope scope, IReadOnlyList<TrackedLimit> limits)
        {
            bool? contradicts = Contradicts(scope, limits, out IReadOnlySet<TrackedLimit> used, out SegmentTable? table);
            return contradicts switch
            {
                true => Refused(scope, limits, used),
                false => SolverReport.Of(TableVote.Sat()) with { Witness = table },
                null => SolverReport.Unknown(scope.UnknownReason.Length > 0
                    ? scope.UnknownReason
                    : $"a gap mask above a page and more than {MostNamedSegments} segments, of which no simple arrangement is valid"),
            };
        }

        private SolverReport Refused(SolverScope scope, IReadOnlyList<TrackedLimit> limits, IReadOnlySet<TrackedLimit> used)
        {
            (IReadOnlyList<TrackedLimit> core, bool isMinimal) = CoreMinimiser.Minimise(
                limits, used, (IReadOnlyCollection<TrackedLimit> rest, out IReadOnlySet<TrackedLimit> usedNow) =>
                    Contradicts(scope, rest, out usedNow, out _));
            return Refusals.Report(core, isMinimal, fewest: null);
        }

        /// <summary>Pieces first: they decide all but a gap rule. Then few segments by name, then arrangements of many.</summary>
        private bool? Contradicts(
            SolverScope scope,
            IReadOnlyCollection<TrackedLimit> limits,
            out IReadOnlySet<TrackedLimit> used,
            out SegmentTable? table)
        {
            table = null;
            used = new HashSet<TrackedLimit>();
            JudgeView[] assumed = [.. judges.Select(judge => Assuming(judge, limits))];
            switch (scope.Check(limits))
            {
                case Status.UNSATISFIABLE:
                    used = scope.Core(limits);
                    return true;
                case Status.SATISFIABLE when assumed.All(j => j.GapPages == 1):
                    table = CapacityWitness.FromPieces(_memory, assumed);
                    return false;
                case Status.SATISFIABLE:
                    table = CapacityWitness.UnderGap(_memory, assumed);
                    return table is null ? ContradictsByName(scope, limits, assumed, out used, out table) : false;
                default:
                    return null;
            }
        }

        private bool? ContradictsByName(
            SolverScope scope,
            IReadOnlyCollection<TrackedLimit> limits,
            JudgeView[] assumed,
            out IReadOnlySet<TrackedLimit> used,
            out SegmentTable? table)
        {
            table = null;
            used = new HashSet<TrackedLimit>();
            ulong possible = Math.Min(_memory.Pages, assumed.Min(j => j.Judge.Limits.MaxSegmentCount));
            int named = (int)Math.Min(possible, MostNamedSegments);
            scope.Remember();
            try
            {
                var encoding = new SegmentEncoding(scope, new LimitTracker(scope), _memory, judges, named);
                switch (scope.Check(limits))
                {
                    case Status.SATISFIABLE:
                        table = CapacityWitness.Check(_memory, assumed, encoding.Read(scope.Model));
                        return false;
                    case Status.UNSATISFIABLE when possible <= MostNamedSegments:
                        // The number of segments named is part of the proof: a count limit that made it so stays.
                        used = limits.ToHashSet();
                        return true;
                    default:
                        return null;
                }
            }
            finally
            {
                scope.Forget();
            }
        }

        /// <summary>A judge whose limits that are not assumed ask for nothing.</summary>
        private static JudgeView Assuming(JudgeView judge, IReadOnlyCollection<TrackedLimit> limits)
        {
            ResolvedLimits relaxed = LimitKinds.All
                .Where(kind => !limits.Any(l => l.Pair.Limit == kind && l.Pair.Device == judge.Judge.Device))
                .Aggregate(judge.Judge.Limits, (left, kind) => left.Without(kind));
            return new JudgeView(judge.Index, judge.Judge with { Limits = relaxed }, judge.PageSize);
        }
    }
}
