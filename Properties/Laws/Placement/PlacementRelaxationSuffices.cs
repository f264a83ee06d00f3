using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Placement;

/// <summary>
/// Who is in the way and what would fix it, as reports print it: the core found with the optimised implementation is a minimal
/// conflict to the specification, and each relaxation is enough and the least that is.
/// </summary>
internal static class PlacementRelaxationSuffices
{
    private const ulong MostPages = 256;

    /// <summary>Joining longer runs takes seconds in the worst case, and a relaxation asks hundreds of times.</summary>
    private const ulong MostJoinedPages = 1 << 30;

    public static Law Law { get; } = new(
        "Placement.RelaxationSuffices",
        "sat(S with r) and unsat(S with less than r) for each relaxation r",
        NeedsSolver: false,
        Check);

    private static LawResult Check(Case c)
    {
        bool isSmall = c.Question.Parts.All(p => p
            is not LayoutQuestion { Buffer.UsedPages: > MostPages }
            and not BounceQuestion { Buffer.UsedPages: > MostPages }
            and not IommuQuestion { Enforcement: Enforcement.Kernel, Buffer.UsedPages: > MostJoinedPages });
        if (!isSmall || Conflict.MinimalCore(c.Scenario, c.Voters.Optimised.Verdict) is not { } core)
        {
            return LawResult.NotApplicable;
        }

        return LawResult.Worst(
        [
            CheckCore(c, core),
            .. Relaxations.Of(c.Scenario, core, c.Voters.Optimised.Verdict).Select(r => CheckRelaxation(c, r)),
        ]);
    }

    private static LawResult CheckCore(Case c, ValueList<CorePair> core)
    {
        Verdict conflict = c.Voters.Spec.Verdict(Only(c.Scenario, core));
        CorePair? needless = core.FirstOrDefault(
            left => c.Voters.Spec.Verdict(Only(c.Scenario, [.. core.Where(p => p != left)])) == Verdict.Unsat);
        // Whoever found the core keeps a pair without which it cannot decide: that is no claim that the pair is needed.
        bool isClaimed = needless is null
            || c.Voters.Optimised.Verdict(Only(c.Scenario, [.. core.Where(p => p != needless)])) != Verdict.Unknown;
        return conflict == Verdict.Unknown || !isClaimed ? LawResult.Unknown
            : conflict == Verdict.Sat ? LawResult.Violated("the core is a conflict", "unsat", "sat")
            : needless is not null ? LawResult.Violated(
                "the core has nothing needless", "sat without it", $"{needless.Device}.{needless.Limit.FieldName()}")
            : LawResult.Holds;
    }

    private static LawResult CheckRelaxation(Case c, Relaxation relaxation)
    {
        Verdict with = c.Voters.Spec.Verdict(c.Scenario.WithLimit(relaxation.Device, relaxation.Limit, relaxation.To));
        Verdict withLess = c.Voters.Spec.Verdict(
            c.Scenario.WithLimit(relaxation.Device, relaxation.Limit, relaxation.OneStepTighter(c.Scenario.PageSize)));
        string field = $"{relaxation.Device}.{relaxation.Limit.FieldName()}";
        return with == Verdict.Unknown || withLess == Verdict.Unknown ? LawResult.Unknown
            : with == Verdict.Unsat ? LawResult.Violated("is enough", $"sat with {field} 0x{relaxation.To:x}", "unsat")
            : relaxation.IsLeast && withLess == Verdict.Sat ? LawResult.Violated("is the least", $"unsat with {field} one step below 0x{relaxation.To:x}", "sat")
            : LawResult.Holds;
    }

    private static Scenario Only(Scenario scenario, ValueList<CorePair> core)
    {
        Scenario only = scenario.WithResolvedLimits();
        foreach (CorePair pair in Conflict.Pairs(scenario))
        {
            only = core.Contains(pair) ? only : only.WithLimit(pair.Device, pair.Limit, pair.Limit.Unlimited());
        }

        return only with { Devices = [.. only.Devices.Where(d => core.Any(p => p.Device == d.Name))] };
    }
}
