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
        BounceQuestion q => CheckAnswer(c, q, core => OnlyCore([q.Judge], core) is [var judge] ? c.Voters.Spec.Answer(q with { Judge = judge }).Verdict : Verdict.Sat),
        PlacementQuestion q => CheckAnswer(c, q, core => c.Voters.Spec.Answer(OnlyCore(q, core)).Verdict),
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

    private static PlacementQuestion OnlyCore(PlacementQuestion q, ValueList<CorePair> core) => q with
    {
        Judges = OnlyCore(q.Judges, core),
        Bouncing = OnlyCore(q.Bouncing, core),
        Joining =
        [
            .. q.Joining.Where(j => Concerns(core, j.Judge.Device)).Select(j => j with { Judge = OnlyCore(j.Judge, core) }),
        ],
    };

    /// <summary>The judges of a core with its limits only. A device's bus offset stays: it is where memory is.</summary>
    private static ValueList<Judge> OnlyCore(ValueList<Judge> judges, ValueList<CorePair> core) =>
        [.. judges.Where(j => Concerns(core, j.Device)).Select(j => OnlyCore(j, core))];

    private static ValueList<BouncingJudge> OnlyCore(ValueList<BouncingJudge> judges, ValueList<CorePair> core) =>
    [
        .. judges.Where(j => Concerns(core, j.Device))
            .Select(j => new BouncingJudge(OnlyCore(j.Direct, core), OnlyCore(j.PoolLimits, j.Device, core))),
    ];

    private static Judge OnlyCore(Judge judge, ValueList<CorePair> core) => judge with { Limits = OnlyCore(judge.Limits, judge.Device, core) };

    private static ResolvedLimits OnlyCore(ResolvedLimits limits, string device, ValueList<CorePair> core) => LimitKinds.All
        .Where(kind => !core.Any(p => p.Device == device && p.Limit == kind))
        .Aggregate(limits, (rest, kind) => rest.Without(kind));

    private static bool Concerns(ValueList<CorePair> core, string device) => core.Any(p => p.Device == device);

    /// <summary>Nobody is in the way of a table over given storage where nobody is left.</summary>
    private static Verdict Ask(Case c, ValueList<Judge> judges, Func<ValueList<Judge>, TableQuestion> with) =>
        judges.Count == 0 ? Verdict.Sat : c.Voters.Spec.Answer(with(judges)).Verdict;

    private static string Describe(CorePair pair) => $"{pair.Device}.{pair.Limit.FieldName()}";
}
