using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Map;

/// <summary>Who was promised that nothing is copied gets the storage itself or nothing (thread D12.6, T8).</summary>
internal static class MapZeroCopyHonoured
{
    public static Law Law { get; } = TraceLaws.OfEachStep("Map.ZeroCopyHonoured", "zeroCopy(d) => map(s, d) is no copy", Check);

    private static LawResult Check(StepCase c)
    {
        if (c.Operation is not Operation.Map map || c.Result.Mapping is not { } mapping || c.Device(map.Device).MayBounce)
        {
            return LawResult.NotApplicable;
        }

        return LawResult.Worst(
        [
            mapping.Kind == MappingKind.Bounced ? c.Violated("nothing is bounced", "direct", StepWords.Of((object?)mapping)) : LawResult.Holds,
            c.Result.CacheActions.Any(a => a.Kind == CacheActionKind.CopyIn)
                ? c.Violated("nothing is copied", "no copy", StepWords.Of((object?)c.Result.CacheActions))
                : LawResult.Holds,
        ]);
    }
}
