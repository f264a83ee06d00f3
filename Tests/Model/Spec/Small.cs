using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Spec;

/// <summary>Short spellings for these tests; page size 4 KiB throughout.</summary>
internal static class Small
{
    public const ulong Page = 4096;

    public static ResolvedLimits Free => ResolvedLimits.Unlimited;

    public static Judge Direct(ResolvedLimits limits, long busOffsetBytes = 0, string name = "dev") =>
        new(name, limits, busOffsetBytes);

    /// <summary>A buffer that fills its runs.</summary>
    public static PagedBuffer Whole(params (ulong Pfn, ulong Pages)[] runs) =>
        Part(0, (ulong)runs.Sum(r => (long)r.Pages) * Page, runs);

    /// <summary>A buffer of so many bytes from an offset on.</summary>
    public static PagedBuffer Part(ulong offset, ulong size, params (ulong Pfn, ulong Pages)[] runs) =>
        new(PageSize.FourKiB, new Layout(offset, [.. runs.Select(r => new PfnRun(r.Pfn, r.Pages))]), size);

    /// <summary>The pages of a buffer that fills its runs.</summary>
    public static Pages Frames(params (ulong Pfn, ulong Pages)[] runs) => new(Whole(runs));

    public static ValueList<Segment> Segments(params (ulong Address, ulong Length)[] segments) =>
        [.. segments.Select(s => new Segment(s.Address, s.Length))];
}
