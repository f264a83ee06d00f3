using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Shrinking;

/// <summary>
/// Less storage and a count limit lowered by as much. The two hold each other in place: a count that is missed by one is missed by
/// one only for so many segments, and neither can be made smaller alone.
/// </summary>
internal static class CountShrinker
{
    public static IEnumerable<Scenario> Simpler(Scenario scenario) => Declared(scenario).Concat(Changed(scenario));

    private static IEnumerable<Scenario> Declared(Scenario scenario) =>
        from less in LayoutShrinker.CutShort(scenario)
        from device in scenario.Devices
        let count = device.Limits.MaxSegmentCount
        where count > less.Removed && count != ulong.MaxValue
        select less.Scenario.WithLimit(device.Name, LimitKind.MaxSegmentCount, count.Value - less.Removed);

    /// <summary>The same for a count that a step declares.</summary>
    private static IEnumerable<Scenario> Changed(Scenario scenario) =>
        from less in LayoutShrinker.CutShort(scenario)
        from index in Enumerable.Range(0, scenario.Steps.Count)
        let change = scenario.Steps[index].Operation as Operation.ChangeLimits
        where change is not null
        let count = change.Limits.MaxSegmentCount
        where count > less.Removed && count != ulong.MaxValue
        let lower = change with { Limits = change.Limits with { MaxSegmentCount = count.Value - less.Removed } }
        select less.Scenario with
        {
            Steps = [.. scenario.Steps.Take(index), scenario.Steps[index] with { Operation = lower }, .. scenario.Steps.Skip(index + 1)],
        };
}
