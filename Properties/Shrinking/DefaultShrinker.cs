using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Shrinking;

/// <summary>
/// Less storage, and a segment size of one page declared where none was. Default segment sizes are 64 KiB, so that what hangs on one needs seventeen
/// pages; a reader would rather see a limit more and two pages.
/// </summary>
internal static class DefaultShrinker
{
    private const ulong FewPages = 3;

    public static IEnumerable<Scenario> Simpler(Scenario scenario) =>
        from fewer in FewerPages(scenario)
        from device in scenario.Devices
        where device.Limits.MaxSegmentSizeBytes is null
        select fewer.WithLimit(device.Name, LimitKind.MaxSegmentSize, scenario.PageSize.Bytes);

    /// <summary>Two or three pages in the place of more, in the last of which the buffer ends.</summary>
    private static IEnumerable<Scenario> FewerPages(Scenario scenario)
    {
        if (scenario.PageSize.PagesFor(scenario.BufferSizeBytes) <= FewPages)
        {
            return [];
        }

        IEnumerable<ulong> counts = [2, FewPages];
        return scenario.Layout is { Runs: [var run] } layout
            ? counts.Where(pages => pages < run.Pages).Select(pages => scenario with
            {
                Layout = new Layout(0, [run with { Pages = pages }]),
                BufferSizeBytes = pages << scenario.PageSize.Shift,
            })
            : scenario is { Layout: null, Memory: [var extent] }
            ? counts.Where(pages => pages < extent.Pages.Pages).Select(pages => scenario with
            {
                Memory = [extent with { Pages = extent.Pages with { Pages = pages } }],
                BufferSizeBytes = pages << scenario.PageSize.Shift,
            })
            : [];
    }
}
