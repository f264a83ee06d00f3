namespace DmabufVerify.Optimised.Placement;

/// <summary>The most pages of some memory that one table of a given count covers: exact, and without search.</summary>
internal static class BestTable
{
    /// <param name="memory">What all judges reach.</param>
    /// <param name="cuts">What the table's judges ask of its cuts.</param>
    /// <param name="count">Segments of the table at most.</param>
    /// <param name="enough">Pages at which a better table is of no interest.</param>
    public static ITablePlan Of(FreeMemory memory, JointCuts cuts, ulong count, long enough)
    {
        // No table has more segments than there are pages.
        long most = (long)Math.Min(count, (ulong)Math.Max(1, memory.Pages));
        if (cuts.Gap.Step == 1)
        {
            return new PlainTables(memory, cuts, most);
        }

        // With a gap mask the segment that ends at the page that can only be last has to be the last one: a second problem.
        var plan = new GappedTables(memory.WithoutLastOnly(), cuts, most, enough);
        if (plan.Pages >= enough || memory.LastOnlyPfn < 0)
        {
            return plan;
        }

        var withLast = new GappedTables(memory, cuts, most, enough);
        return withLast.Pages > plan.Pages ? withLast : plan;
    }
}
