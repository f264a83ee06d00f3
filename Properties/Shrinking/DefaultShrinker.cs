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

    public static IEnumerable<Scenario> Simpler(Scenario scenario) => Declared(scenario).Concat(Changed(scenario));

    private static IEnumerable<Scenario> Declared(Scenario scenario) =>
        from fewer in FewerPages(scenario)
        from device in scenario.Devices
        where device.Limits.MaxSegmentSizeBytes is null
        select fewer.WithLimit(device.Name, LimitKind.MaxSegmentSize, scenario.PageSize.Bytes);

    /// <summary>The same for a step that changes limits and leaves the size to the default.</summary>
    private static IEnumerable<Scenario> Changed(Scenario scenario) =>
        from fewer in FewerPages(scenario)
        from index in Enumerable.Range(0, scenario.Steps.Count)
        let change = scenario.Steps[index].Operation as Operation.ChangeLimits
        where change is { Limits.MaxSegmentSizeBytes: null }
        let sized = change with { Limits = change.Limits with { MaxSegmentSizeBytes = scenario.PageSize.Bytes } }
        select fewer with
        {
            Steps = [.. scenario.Steps.Take(index), scenario.Steps[index] with { Operation = sized }, .. scenario.Steps.Skip(index + 1)],
        };

    /// <summary>The first or the last two or three pages, all of which the buffer takes.</summary>
    private static IEnumerable<Scenario> FewerPages(Scenario scenario)
    {
        if (scenario.PageSize.PagesFor(scenario.BufferSizeBytes) <= FewPages)
        {
            return [];
        }

        return scenario switch
        {
            { Layout.Runs: [var run] } => Ends(run).Select(end => Of(scenario, end) with { Layout = new Layout(0, [end]) }),
            { Layout: null, Memory: [var extent] } =>
                Ends(extent.Pages).Select(end => Of(scenario, end) with { Memory = [extent with { Pages = end }] }),
            _ => [],
        };
    }

    private static IEnumerable<PfnRun> Ends(PfnRun run) => Enumerable.Range(2, (int)FewPages - 1)
        .Select(pages => (ulong)pages)
        .Where(pages => pages < run.Pages)
        .SelectMany(pages => new[] { run with { Pages = pages }, new PfnRun(run.EndPfn - pages, pages) });

    private static Scenario Of(Scenario scenario, PfnRun run) => scenario with { BufferSizeBytes = run.Pages << scenario.PageSize.Shift };
}
