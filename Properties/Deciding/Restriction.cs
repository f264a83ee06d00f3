using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Deciding;

/// <summary>One thing that one device asks, and that a conflict may or may not need: a limit, or heaps.</summary>
internal abstract record Restriction
{
    /// <summary>Everything asked, limits first.</summary>
    public static IEnumerable<Restriction> All(Scenario scenario) => Of(Conflict.Pairs(scenario), HeapRestriction.All(scenario));

    /// <summary>Limits and heaps alike.</summary>
    public static IEnumerable<Restriction> Of(IEnumerable<CorePair> limits, IEnumerable<HeapRestriction> heaps) =>
        limits.Select(pair => (Restriction)new OfLimit(pair)).Concat(heaps.Select(heap => new OfHeaps(heap)));

    /// <summary>The scenario in which this is not asked.</summary>
    public abstract Scenario Lifted(Scenario scenario);

    /// <summary>Least changes of this alone after which the scenario is satisfiable; none where lifting it is not enough.</summary>
    public abstract IEnumerable<Change> Fixes(Scenario scenario, Func<Scenario, Verdict> oracle);

    /// <summary>A limit that asks for anything.</summary>
    public sealed record OfLimit(CorePair Pair) : Restriction
    {
        public override Scenario Lifted(Scenario scenario) => scenario.WithLimit(Pair.Device, Pair.Limit, Pair.Limit.Unlimited());

        public override IEnumerable<Change> Fixes(Scenario scenario, Func<Scenario, Verdict> oracle) => Relaxations.Of(scenario, [Pair], oracle);
    }

    /// <summary>Certain heaps only.</summary>
    public sealed record OfHeaps(HeapRestriction Restriction) : Restriction
    {
        public override Scenario Lifted(Scenario scenario) => scenario.WithHeaps(Restriction.Device, []);

        public override IEnumerable<Change> Fixes(Scenario scenario, Func<Scenario, Verdict> oracle) =>
            HeapRelaxations.Of(scenario, [Restriction], oracle);
    }
}
