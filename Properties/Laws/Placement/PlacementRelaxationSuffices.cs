using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Placement;

/// <summary>
/// Who is in the way and what would fix it, as reports print it: the core found with the optimised implementation, heaps included, is
/// a minimal conflict to the specification, and each relaxation is enough and the least that is.
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
            .. Relaxations.Of(c.Scenario, core.Limits, c.Voters.Optimised.Verdict).Select(r => CheckRelaxation(c, r)),
            .. HeapRelaxations.Of(c.Scenario, core.Heaps, c.Voters.Optimised.Verdict).Select(r => CheckHeaps(c, r)),
        ]);
    }

    private static LawResult CheckCore(Case c, MinimalConflict core)
    {
        Verdict conflict = c.Voters.Spec.Verdict(Only(c.Scenario, core));
        (string Name, MinimalConflict Without)[] needless =
            [.. OneLess(core).Where(less => c.Voters.Spec.Verdict(Only(c.Scenario, less.Without)) == Verdict.Unsat).Take(1)];
        // Whoever found the core keeps a pair without which it cannot decide: that is no claim that the pair is needed.
        bool isClaimed = needless is []
            || c.Voters.Optimised.Verdict(Only(c.Scenario, needless[0].Without)) != Verdict.Unknown;
        return conflict == Verdict.Unknown || !isClaimed ? LawResult.Unknown
            : conflict == Verdict.Sat ? LawResult.Violated("the core is a conflict", "unsat", "sat")
            : needless is [var left] ? LawResult.Violated("the core has nothing needless", "sat without it", left.Name)
            : LawResult.Holds;
    }

    private static IEnumerable<(string Name, MinimalConflict Without)> OneLess(MinimalConflict core) =>
    [
        .. core.Limits.Select(left => ($"{left.Device}.{left.Limit.FieldName()}", core with { Limits = [.. core.Limits.Where(p => p != left)] })),
        .. core.Heaps.Select(left => ($"{left.Device}.heaps", core with { Heaps = [.. core.Heaps.Where(h => h != left)] })),
    ];

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

    private static LawResult CheckHeaps(Case c, HeapRelaxation relaxation)
    {
        Verdict with = c.Voters.Spec.Verdict(relaxation.In(c.Scenario));
        Verdict[] withLess = [.. relaxation.WithOneLess(c.Scenario).Select(c.Voters.Spec.Verdict)];
        string heaps = $"{relaxation.Device}.heaps {string.Join(", ", relaxation.To)}";
        return with == Verdict.Unsat ? LawResult.Violated("is enough", $"sat with {heaps}", "unsat")
            : relaxation.IsLeast && withLess.Contains(Verdict.Sat) ? LawResult.Violated("is the least", $"unsat without one of {heaps}", "sat")
            : with == Verdict.Unknown || withLess.Contains(Verdict.Unknown) ? LawResult.Unknown
            : LawResult.Holds;
    }

    /// <summary>
    /// The scenario in which nothing is asked but what is in the core. A device that is there by its heaps alone reaches every page: its bus
    /// would be another reason.
    /// </summary>
    private static Scenario Only(Scenario scenario, MinimalConflict core)
    {
        Scenario only = scenario.WithResolvedLimits();
        foreach (CorePair pair in Conflict.Pairs(scenario))
        {
            only = core.Limits.Contains(pair) ? only : only.WithLimit(pair.Device, pair.Limit, pair.Limit.Unlimited());
        }

        Device OnlyHeaps(Device device) => device with
        {
            Heaps = core.Heaps.Any(h => h.Device == device.Name) ? device.Heaps : [],
            BusOffsetBytes = core.Limits.Any(p => p.Device == device.Name) ? device.BusOffsetBytes : 0,
        };

        return only with { Devices = [.. only.Devices.Where(d => core.Devices.Contains(d.Name)).Select(OnlyHeaps)] };
    }
}
