namespace DmabufVerify.Vocabulary;

/// <summary>
/// A buffer's physical storage, in the buffer's order. Runs may be anywhere in memory and may adjoin one another; no page
/// frame occurs twice.
/// </summary>
/// <param name="OffsetBytes">Where the buffer begins in the first page; less than a page.</param>
/// <param name="Runs">At least one run.</param>
public sealed record Layout(ulong OffsetBytes, ValueList<PfnRun> Runs)
{
    /// <summary>Pages of all runs; adds them up at each call.</summary>
    public ulong Pages
    {
        get
        {
            ulong pages = 0;
            foreach (PfnRun run in Runs)
            {
                pages += run.Pages;
            }

            return pages;
        }
    }
}
