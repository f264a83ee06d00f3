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

    private static LawResult Check(Case c) => LawResult.Worst(c.Question.Parts.Select(part => part switch
    {
        LayoutQuestion q => CheckAnswer(c, q, core => Ask(c, OnlyCore(q.Judges, core), judges => q with { Judges = judges })),
        PlacementQuestion q => CheckAnswer(c, q, core => c.Voters.Spec.Answer(q with { Judges = OnlyCore(q.Judges, core) }).Verdict),
        _ => LawResult.NotApplicable,
    }));

    private static LawResult CheckAnswer(Case c, TableQuestion question, Func<ValueList<CorePair>, Verdict> ask)
    {
        SolverReport answer = c.Solved(question);
        return answer.Vote.Verdict != Verdict.Unsat ? LawResult.NotApplicable
            : answer.CoreIsMinimal ? CheckCore(answer.Core, ask)
            : LawResult.Unknown;
    }

    private static LawResult CheckCore(ValueList<CorePair> core, Func<ValueList<CorePair>, Verdict> ask)
    {
        string pairs = string.Join(", ", core.Select(Describe));
        switch (ask(core))
        {
            case Verdict.Unknown:
                return LawResult.Unknown;
            case Verdict.Sat:
                return LawResult.Violated("is a conflict", $"no table under {pairs}", "there is one");
        }

        CorePair? needless = core.FirstOrDefault(left => ask([.. core.Where(p => p != left)]) == Verdict.Unsat);
        return needless is null
            ? LawResult.Holds
            : LawResult.Violated("nothing needless", $"a table without {Describe(needless)}", "none either");
    }

    /// <summary>The judges of a core with its limits only. A device's bus offset stays: it is where memory is.</summary>
    private static ValueList<Judge> OnlyCore(ValueList<Judge> judges, ValueList<CorePair> core)
    {
        Judge WithCore(Judge judge)
        {
            ResolvedLimits limits = ResolvedLimits.Unlimited;
            foreach (CorePair pair in core.Where(p => p.Device == judge.Device))
            {
                limits = limits.With(pair.Limit, pair.Value);
            }

            return judge with { Limits = limits };
        }

        return [.. judges.Where(j => core.Any(p => p.Device == j.Device)).Select(WithCore)];
    }

    /// <summary>Nobody is in the way of a table over given storage where nobody is left.</summary>
    private static Verdict Ask(Case c, ValueList<Judge> judges, Func<ValueList<Judge>, TableQuestion> with) =>
        judges.Count == 0 ? Verdict.Sat : c.Voters.Spec.Answer(with(judges)).Verdict;

    private static string Describe(CorePair pair) => $"{pair.Device}.{pair.Limit.FieldName()}";
}
