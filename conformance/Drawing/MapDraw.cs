using DmabufVerify.Conformance.Asking;
using DmabufVerify.Conformance.Questions;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Conformance.Drawing;

/// <summary>Questions about mappings: a scenario's storage moved together into the machine's pool, its devices' limits.</summary>
public static class MapDraw
{
    /// <summary>Beyond, the kernel copies nothing at all.</summary>
    private const ulong MostAlignMask = 0xffff;

    private static readonly PageSize Page = PageSize.FourKiB;

    /// <summary>Questions for one backend, without end.</summary>
    public static IEnumerable<MapQuestion> From(IEnumerable<Scenario> scenarios, MapBackend backend)
    {
        int drawn = 0;
        foreach (Scenario scenario in scenarios)
        {
            Layout layout = scenario.Layout! with { OffsetBytes = scenario.Layout.OffsetBytes % Page.Bytes };
            ulong size = Math.Min(scenario.BufferSizeBytes, (layout.Pages << Page.Shift) - layout.OffsetBytes);
            if (InPool(TableDraw.First(layout.Runs, new PagedBuffer(Page, layout, size).UsedPages)) is not { } runs)
            {
                continue;
            }

            foreach (Device device in scenario.Devices)
            {
                ResolvedLimits limits = device.Limits.Resolve(DefaultsPolicy.Mainline);
                yield return new(
                    backend, backend == MapBackend.Direct ? Reach(runs, drawn++) : null, Asked(limits, backend), layout.OffsetBytes, size, runs);
            }
        }
    }

    /// <summary>
    /// As the kernel takes them. A search for a copy's place that must fail, for a device that asks for more alignment than a slot, may never end
    /// (docs/kernel/swiotlb-search.md): such a device is asked without a boundary that no copy could keep.
    /// </summary>
    private static ResolvedLimits Asked(ResolvedLimits limits, MapBackend backend)
    {
        ulong align = Math.Min(limits.MinAlignMask, MostAlignMask);
        bool mayHang = backend == MapBackend.Bounce && align >= Swiotlb.SlotBytes && limits.SegmentBoundaryMask < 2 * Swiotlb.LongestRunBytes;
        return ResolvedLimits.Unlimited with
        {
            MaxSegmentSizeBytes = Math.Clamp(limits.MaxSegmentSizeBytes, Page.Bytes, uint.MaxValue),
            SegmentBoundaryMask = mayHang ? ulong.MaxValue : Math.Max(limits.SegmentBoundaryMask, Page.Bytes - 1),
            MinAlignMask = align,
        };
    }

    /// <summary>Unlimited, exactly enough, a byte too little, far too little, in turn.</summary>
    private static ulong? Reach(ValueList<PfnRun> runs, int drawn)
    {
        ulong last = (runs.Max(run => run.EndPfn) << Page.Shift) - 1;
        return (drawn % 4) switch
        {
            0 => null,
            1 => last,
            2 => last - 1,
            _ => (last / 2) + 1,
        };
    }

    /// <summary>The runs moved together; <see langword="null"/> where the pool is too small.</summary>
    private static ValueList<PfnRun>? InPool(ValueList<PfnRun> runs)
    {
        ValueList<PfnRun> moved = RunsTogether.Move(runs);
        return moved.All(run => run.EndPfn <= MapQuestion.PoolPages) ? moved : null;
    }
}
