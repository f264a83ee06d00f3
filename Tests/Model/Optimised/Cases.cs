using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Optimised;

/// <summary>Short spellings for these tests; page size 4 KiB throughout.</summary>
internal static class Cases
{
    public const ulong Page = 4096;

    public static ResolvedLimits Free => ResolvedLimits.Unlimited;

    public static Judge Direct(ResolvedLimits limits, long busOffsetPages = 0, string name = "dev") =>
        new(name, limits, busOffsetPages * (long)Page);

    public static PagedBuffer Pages(params (ulong Pfn, ulong Pages)[] runs) =>
        Bytes(0, (ulong)runs.Sum(r => (long)r.Pages) * Page, runs);

    public static PagedBuffer Bytes(ulong offset, ulong size, params (ulong Pfn, ulong Pages)[] runs) =>
        new(PageSize.FourKiB, new Layout(offset, [.. runs.Select(r => new PfnRun(r.Pfn, r.Pages))]), size);

    public static ValueList<Segment> Segments(params (ulong Address, ulong Length)[] segments) =>
        [.. segments.Select(s => new Segment(s.Address, s.Length))];
}
