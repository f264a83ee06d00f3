using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Searching;

/// <summary>How many segments are spare or wanting, as a share of 0 to 1: what a search brings to nought from either side.</summary>
internal static class CountMargin
{
    /// <summary>Of a sat answer: the share of the allowed segments that the shortest table leaves over.</summary>
    public static double Spare(TableQuestion part, TableVote[] votes)
    {
        ulong most = part switch
        {
            LayoutQuestion q => q.Judges.Min(j => j.Limits.MaxSegmentCount),
            BounceQuestion q => q.Judge.Direct.Limits.MaxSegmentCount,
            IommuQuestion q => q.Judge.Limits.MaxSegmentCount,
            CapacityQuestion or PlacementQuestion => ulong.MaxValue,
            _ => throw new ArgumentOutOfRangeException(nameof(part)),
        };
        ulong? fewest = votes.Select(v => v.FewestSegments).FirstOrDefault(n => n is not null);
        return fewest is { } needed && needed <= most ? (most - needed) / (double)most : 1;
    }

    /// <summary>Of an unsat answer: the share of the needed segments that is not allowed.</summary>
    public static double Wanting(TableVote[] votes)
    {
        Refusal? refusal = votes.Select(v => v.Refusal).FirstOrDefault(r => r is { Limit: LimitKind.MaxSegmentCount, Needed: > 0 });
        return refusal is { Needed: { } needed } && needed > refusal.LimitValue ? (needed - refusal.LimitValue) / (double)needed : 1;
    }
}
