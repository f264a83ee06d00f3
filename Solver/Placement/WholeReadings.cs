using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>
/// Tables as judges that have one each, for a search that only finds: who may bounce reaches everything, or copies as if something were out
/// of reach, and who shares a table is one judge with the tightest of all limits.
/// </summary>
internal static class WholeReadings
{
    /// <summary>Some readings, the likeliest first; storage that serves the judges of one serves the tables.</summary>
    /// <param name="tables">At least one, each with a judge.</param>
    /// <param name="leftOut">Why it may not: judges who share a table and whose bus offsets differ stay apart.</param>
    public static IReadOnlyList<IReadOnlyList<JudgeView>> Of(IReadOnlyList<PlacementTable> tables, out string? leftOut)
    {
        leftOut = tables.Any(table => !IsOneBus(table))
            ? "one table for judges with different bus offsets, which is not stated for extents of this size"
            : null;
        JudgeView[] direct = [.. tables.SelectMany(Judges)];
        JudgeView[] capped = [.. tables.SelectMany(table => table.Bounce is { } device ? [device.Capped] : Judges(table))];
        return tables.Any(table => table.Bounce is not null) ? [direct, capped] : [direct];
    }

    private static IEnumerable<JudgeView> Judges(PlacementTable table) =>
        table.Judges.Count > 1 && IsOneBus(table) ? [Merged(table.Judges)] : table.Judges;

    private static bool IsOneBus(PlacementTable table) => table.Judges.All(j => j.OffsetPages == table.Judges[0].OffsetPages);

    private static JudgeView Merged(IReadOnlyList<JudgeView> judges)
    {
        ResolvedLimits[] limits = [.. judges.Select(j => j.Judge.Limits)];
        var tightest = new ResolvedLimits(
            limits.Min(l => l.MaxSegmentCount),
            limits.Min(l => l.MaxSegmentSizeBytes),
            limits.Min(l => l.SegmentBoundaryMask),
            limits.Max(l => l.VirtBoundaryMask),
            limits.Max(l => l.MinAlignMask),
            limits.Min(l => l.AddressMask));
        return new JudgeView(judges[0].Index, judges[0].Judge with { Limits = tightest }, judges[0].PageSize);
    }
}
