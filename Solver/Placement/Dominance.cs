namespace DmabufVerify.Solving;

/// <summary>Judges that ask for nothing beyond what another one asks.</summary>
internal static class Dominance
{
    /// <summary>
    /// Judges of which none is at most as strict as another in every limit, seen from the same bus offset. A contradiction among them is one
    /// of all; storage that serves them serves all. Of equal ones the first stays.
    /// </summary>
    public static JudgeView[] Binding(IReadOnlyList<JudgeView> judges) =>
        [.. judges.Where(judge => !judges.Any(other => other != judge
            && Covers(other, judge)
            && (!Covers(judge, other) || other.Index < judge.Index)))];

    /// <summary>
    /// Tables with the judges that bind: of one table, or of tables that judges have to themselves. Who may bounce stays, and covers nobody.
    /// </summary>
    public static PlacementTable[] Binding(PlacementTable[] tables)
    {
        PlacementTable[] bouncing = [.. tables.Where(table => table.Bounce is not null)];
        PlacementTable[] others = [.. tables.Except(bouncing)];
        JudgeView[] binding = Binding([.. others.SelectMany(table => table.Judges)]);
        return others is [{ Judges.Count: > 1 }]
            ? [new PlacementTable(binding), .. bouncing]
            : [.. binding.Select(judge => new PlacementTable([judge])), .. bouncing];
    }

    private static bool Covers(JudgeView strict, JudgeView judge) =>
        strict.OffsetPages == judge.OffsetPages
        && strict.Judge.Limits.MaxSegmentCount <= judge.Judge.Limits.MaxSegmentCount
        && strict.MaxPages <= judge.MaxPages
        && strict.WindowPages <= judge.WindowPages
        && strict.GapPages >= judge.GapPages
        && strict.Judge.Limits.AddressMask <= judge.Judge.Limits.AddressMask;
}
