using System.Numerics;
using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Spec.Placement;

/// <summary>The question read literally: every list of distinct pages of the memory, in every order.</summary>
internal static class EveryPageList
{
    public static bool HasStorage(PlacementQuestion question) =>
        Lists([.. question.Extents.SelectMany(PfnsOf)], (int)question.Pages, []).Any(pfns => Serves(question, pfns));

    /// <summary>Whether a list will do that goes upwards all the way: what is left of the question when the order has no say.</summary>
    public static bool HasAscendingStorage(PlacementQuestion question) =>
        Lists([.. question.Extents.SelectMany(PfnsOf)], (int)question.Pages, []).Any(pfns => pfns.SequenceEqual(pfns.Order()) && Serves(question, pfns));

    public static bool Serves(PlacementQuestion question, ulong[] pfns)
    {
        var layout = new Layout(0, [.. pfns.Select(pfn => new PfnRun(pfn, 1))]);
        var buffer = new PagedBuffer(question.PageSize, layout, question.SizeBytes);
        var pages = new Pages(buffer);
        bool zeroCopy = question.Mode == SharingMode.Shared
            ? HasTable(pages, question.Judges)
            : question.Judges.All(judge => HasTable(pages, [judge]));
        return zeroCopy
            && question.Bouncing.All(judge => BouncedByTheBook.Segments(buffer, judge) <= judge.Direct.Limits.MaxSegmentCount)
            && question.Joining.All(judge => IsJoined(buffer, judge));
    }

    public static IEnumerable<ulong> PfnsOf(PfnRun run) => Enumerable.Range(0, (int)run.Pages).Select(i => run.FirstPfn + (ulong)i);

    private static bool HasTable(Pages pages, ValueList<Judge> judges) =>
        judges.Count == 0
        || (FewestBySearch.Count(pages, judges) is { } fewest && judges.All(judge => (ulong)fewest <= judge.Limits.MaxSegmentCount));

    private static bool IsJoined(PagedBuffer buffer, JoiningJudge joining)
    {
        ulong start = BitOperations.RoundUpToPowerOf2(buffer.UsedPages) * buffer.PageSize.Bytes;
        ResolvedLimits limits = joining.Judge.Limits;
        return start + buffer.SizeBytes - 1 <= limits.AddressMask
            && (ulong)KernelJoin.Segments(buffer, limits, joining.GranuleBytes).Count() <= limits.MaxSegmentCount;
    }

    private static IEnumerable<ulong[]> Lists(ulong[] pfns, int length, ulong[] begun) => begun.Length == length
        ? [begun]
        : pfns.Where(pfn => !begun.Contains(pfn)).SelectMany(pfn => Lists(pfns, length, [.. begun, pfn]));
}
