using DmabufVerify.Solving;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Solving;

/// <summary>Questions in few words.</summary>
internal static class Ask
{
    public static readonly PageSize Page = PageSize.FourKiB;

    public static SolverVoter Voter { get; } = new();

    public static ResolvedLimits None => ResolvedLimits.Unlimited;

    /// <summary>Whole pages from a list of runs, one judge after the other at bus offset 0.</summary>
    public static LayoutQuestion Layout(PfnRun[] runs, params ResolvedLimits[] limits)
    {
        var layout = new Layout(0, new([.. runs]));
        return new(new PagedBuffer(Page, layout, layout.Pages * Page.Bytes), Judges(limits));
    }

    public static CapacityQuestion Capacity(ulong sizeBytes, params ResolvedLimits[] limits) =>
        new(Page, sizeBytes, Judges(limits), SharingMode.Shared);

    public static ValueList<Judge> Judges(params ResolvedLimits[] limits) =>
        new([.. limits.Select((l, i) => new Judge($"d{i}", l, 0))]);

    public static ulong Pages(ulong pages) => pages * Page.Bytes;

    /// <summary>"d0 maxSegmentCount" for each pair of a core.</summary>
    public static string[] Core(SolverReport report) =>
        [.. report.Core.Select(pair => $"{pair.Device} {pair.Limit.FieldName()}")];
}
