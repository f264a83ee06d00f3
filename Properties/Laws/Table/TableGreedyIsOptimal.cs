using DmabufVerify.Spec;

namespace DmabufVerify.Properties.Laws.Table;

/// <summary>Left to right, longest first, gives the fewest segments, and is stuck only where no table exists.</summary>
internal static class TableGreedyIsOptimal
{
    public static Law Law { get; } = new(
        "Table.GreedyIsOptimal", "|walk(b, L)| = min { |t| : t valid }", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => TableLaws.ForSmallLayouts(c, q =>
    {
        ulong? shortest = (ulong?)c.Shortest(q);
        PageWalk.Outcome walk = PageWalk.Walk(c.Pages(q), q.Judges);
        ulong? walked = walk.StuckAt is null ? (ulong)walk.Segments.Count : null;
        return shortest == walked
            ? LawResult.Holds
            : LawResult.Violated(
                shortest is null || walked is null ? "stuck only where there is no table" : "as few segments",
                TableLaws.Describe(shortest),
                TableLaws.Describe(walked));
    });
}
