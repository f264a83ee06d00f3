using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Spec.Placement;

/// <summary>The question read literally: every list of distinct pages of the memory, in every order.</summary>
internal static class EveryPageList
{
    public static bool HasStorage(PlacementQuestion question) =>
        Lists([.. question.Extents.SelectMany(PfnsOf)], (int)question.Pages, []).Any(pfns => Serves(question, pfns));

    public static bool Serves(PlacementQuestion question, ulong[] pfns)
    {
        var layout = new Layout(0, [.. pfns.Select(pfn => new PfnRun(pfn, 1))]);
        var pages = new Pages(new PagedBuffer(question.PageSize, layout, question.SizeBytes));
        return question.Mode == SharingMode.Shared
            ? HasTable(pages, question.Judges)
            : question.Judges.All(judge => HasTable(pages, [judge]));
    }

    public static IEnumerable<ulong> PfnsOf(PfnRun run) => Enumerable.Range(0, (int)run.Pages).Select(i => run.FirstPfn + (ulong)i);

    private static bool HasTable(Pages pages, ValueList<Judge> judges) =>
        FewestBySearch.Count(pages, judges) is { } fewest && judges.All(judge => (ulong)fewest <= judge.Limits.MaxSegmentCount);

    private static IEnumerable<ulong[]> Lists(ulong[] pfns, int length, ulong[] begun) => begun.Length == length
        ? [begun]
        : pfns.Where(pfn => !begun.Contains(pfn)).SelectMany(pfn => Lists(pfns, length, [.. begun, pfn]));
}
