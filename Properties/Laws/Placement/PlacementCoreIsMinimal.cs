using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Placement;

/// <summary>
/// A solver's core is a conflict and nothing but: the specification finds no table under the core's limits alone, and finds one when
/// any single pair is left out.
/// </summary>
internal static class PlacementCoreIsMinimal
{
    public static Law Law { get; } = new(
        "Placement.CoreIsMinimal", "unsat(core) and sat(core - p) for all p in core", NeedsSolver: true, Check);

    private static LawResult Check(Case c) => LawResult.Worst(c.Layouts.Select(q =>
    {
        SolverReport answer = c.Solved(q);
        return answer.Vote.Verdict != Verdict.Unsat ? LawResult.NotApplicable
            : answer.CoreIsMinimal ? CheckCore(c, q, answer.Core)
            : LawResult.Unknown;
    }));

    private static LawResult CheckCore(Case c, LayoutQuestion q, ValueList<CorePair> core)
    {
        string pairs = string.Join(", ", core.Select(Describe));
        switch (Ask(c, q, core))
        {
            case Verdict.Unknown:
                return LawResult.Unknown;
            case Verdict.Sat:
                return LawResult.Violated("is a conflict", $"no table under {pairs}", "there is one");
        }

        CorePair? needless = core.FirstOrDefault(left => Ask(c, q, [.. core.Where(p => p != left)]) == Verdict.Unsat);
        return needless is null
            ? LawResult.Holds
            : LawResult.Violated("nothing needless", $"a table without {Describe(needless)}", "none either");
    }

    /// <summary>The specification's verdict when only these limits count. A device's bus offset stays: it is where memory is.</summary>
    private static Verdict Ask(Case c, LayoutQuestion q, ValueList<CorePair> core)
    {
        Judge OnlyCore(Judge judge)
        {
            ResolvedLimits limits = ResolvedLimits.Unlimited;
            foreach (CorePair pair in core.Where(p => p.Device == judge.Device))
            {
                limits = limits.With(pair.Limit, pair.Value);
            }

            return judge with { Limits = limits };
        }

        ValueList<Judge> judges = [.. q.Judges.Where(j => core.Any(p => p.Device == j.Device)).Select(OnlyCore)];
        return judges.Count == 0 ? Verdict.Sat : c.Voters.Spec.Answer(q with { Judges = judges }).Verdict;
    }

    private static string Describe(CorePair pair) => $"{pair.Device}.{pair.Limit.FieldName()}";
}
