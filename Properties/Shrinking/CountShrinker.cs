using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Shrinking;

/// <summary>
/// Less storage and a count limit lowered by as much. The two hold each other in place: a count that is missed by one is missed by
/// one only for so many segments, and neither can be made smaller alone.
/// </summary>
internal static class CountShrinker
{
    public static IEnumerable<Scenario> Simpler(Scenario scenario) =>
        from less in LayoutShrinker.CutShort(scenario)
        from device in scenario.Devices
        let count = device.Limits.MaxSegmentCount
        where count > less.Removed && count != ulong.MaxValue
        select less.Scenario.WithLimit(device.Name, LimitKind.MaxSegmentCount, count.Value - less.Removed);
}
