using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>Judges that ask for nothing beyond what another one asks, in a given memory and a table of their own.</summary>
internal static class Dominance
{
    /// <summary>
    /// What judges ask for, the reach apart from the cuts where it can be, and of that what no other one asks for as well. A contradiction
    /// among them is one of all; storage that serves them serves all. Of equal ones the first stays.
    /// </summary>
    public static JudgeView[] Binding(FreeMemory memory, IReadOnlyList<JudgeView> judges)
    {
        JudgeView[] parts = [.. judges.SelectMany(judge => Parts(memory, judge))];
        List<JudgeView> binding = [.. parts];
        foreach (JudgeView part in parts.Reverse())
        {
            // One by one: who covers it is still there, or was covered in turn.
            if (binding.Exists(other => other != part && Covers(memory, other, part)))
            {
                binding.Remove(part);
            }
        }

        return [.. binding];
    }

    /// <summary>
    /// Tables with the judges that bind: of one table, or of tables that judges have to themselves. Who may bounce stays, and covers nobody.
    /// </summary>
    public static PlacementTable[] Binding(FreeMemory memory, PlacementTable[] tables)
    {
        PlacementTable[] bouncing = [.. tables.Where(table => table.Bounce is not null)];
        PlacementTable[] others = [.. tables.Except(bouncing)];
        JudgeView[] binding = Binding(memory, [.. others.SelectMany(table => table.Judges)]);
        return others is [{ Judges.Count: > 1 }]
            ? [new PlacementTable(binding), .. bouncing]
            : [.. binding.Select(judge => new PlacementTable([judge])), .. bouncing];
    }

    /// <summary>
    /// Two judges of the same index that ask for the same together. Below bus address 0 nothing is in reach even without a mask: where that
    /// matters, the judge is left as it is.
    /// </summary>
    private static IEnumerable<JudgeView> Parts(FreeMemory memory, JudgeView judge)
    {
        ResolvedLimits limits = judge.Judge.Limits;
        JudgeView cuts = With(judge, limits with { AddressMask = ulong.MaxValue });
        return memory.Asks(judge, LimitKind.AddressMask) && !memory.Asks(cuts, LimitKind.AddressMask)
            ? [cuts, With(judge, ResolvedLimits.Unlimited with { AddressMask = limits.AddressMask })]
            : [judge];
    }

    private static JudgeView With(JudgeView judge, ResolvedLimits limits) =>
        new(judge.Index, judge.Judge with { Limits = limits }, judge.PageSize);

    private static bool Covers(FreeMemory memory, JudgeView strict, JudgeView judge) =>
        (!memory.Asks(judge, LimitKind.MaxSegmentCount) || strict.Judge.Limits.MaxSegmentCount <= judge.Judge.Limits.MaxSegmentCount)
        && (!memory.Asks(judge, LimitKind.MaxSegmentSize) || Math.Min(strict.MaxPages, strict.WindowPages) <= judge.MaxPages)
        && (!memory.Asks(judge, LimitKind.SegmentBoundaryMask) || judge.MaxPages == 1 || HasItsEdges(strict, judge))
        && (!memory.Asks(judge, LimitKind.VirtBoundaryMask) || HasItsGaps(strict, judge))
        && (!memory.Asks(judge, LimitKind.AddressMask) || IsWithinReach(strict.Judge, judge.Judge));

    private static bool HasItsEdges(JudgeView strict, JudgeView judge) =>
        strict.WindowPages <= judge.WindowPages && IsMultiple(strict, judge, strict.WindowPages);

    private static bool HasItsGaps(JudgeView strict, JudgeView judge) =>
        strict.GapPages >= judge.GapPages && IsMultiple(strict, judge, judge.GapPages);

    private static bool IsMultiple(JudgeView strict, JudgeView judge, ulong pages) =>
        ((Int128)strict.OffsetPages - judge.OffsetPages) % pages == 0;

    private static bool IsWithinReach(Judge strict, Judge judge) =>
        strict.BusOffsetBytes >= judge.BusOffsetBytes
        && (Int128)strict.Limits.AddressMask + strict.BusOffsetBytes <= (Int128)judge.Limits.AddressMask + judge.BusOffsetBytes;
}
