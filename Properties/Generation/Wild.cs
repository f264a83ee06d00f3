using DmabufVerify.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace DmabufVerify.Properties.Generation;

/// <summary>
/// Anything the format admits, each magnitude as likely as another: runs up to 2^52, sizes up to 2^63, limits from one page to
/// unlimited. What must be rejected is made from these by law Scenario.RejectsByName.
/// </summary>
internal static class Wild
{
    public static Gen<Scenario> Scenario(GeneratorSettings settings) =>
        from pageSize in Gen.Choose(12, 16).Select(shift => new PageSize(1UL << shift))
        from layout in Layout(pageSize)
        from size in Size(pageSize, layout)
        from hasLayout in Draw.Percent(75)
        from isPlacement in Draw.Percent(settings.PlacementShare)
        from count in Gen.Choose(0, settings.MaxDevices)
        from devices in Gen.ArrayOf(Device(pageSize), count)
        from mode in Gen.Elements(SharingMode.Shared, SharingMode.Tailored)
        from policy in Policies
        from bounces in Gen.ArrayOf(Draw.Percent(settings.BounceShare), count)
        select new Scenario
        {
            PageSize = pageSize,
            BufferSizeBytes = size,
            Layout = hasLayout && !isPlacement ? layout : null,
            Memory = isPlacement ? [.. layout.Runs.Select(run => new MemoryExtent(run, MemoryExtent.DefaultHeap))] : [],
            Devices = [.. devices.Select((d, i) => d with
            {
                Name = $"d{i}",
                MayBounce = bounces[i] && d.Iommu is null && (hasLayout || isPlacement),
            })],
            Mode = mode,
            Policy = policy,
        };

    private static Gen<Policy> Policies { get; } =
        from defaults in Gen.Elements(Enum.GetValues<DefaultsPolicy>())
        from enforcement in Gen.Elements(Enum.GetValues<Enforcement>())
        from splitting in Gen.Elements(Enum.GetValues<Splitting>())
        select new Policy(defaults, enforcement, splitting);

    /// <summary>Up to eight runs of any length at any distance, in any order, as far as 64-bit addresses go.</summary>
    private static Gen<Layout> Layout(PageSize pageSize) =>
        from count in Gen.Choose(1, 8)
        from pages in Gen.ArrayOf(Draw.LogUniform(46), count)
        from gaps in Gen.ArrayOf(Draw.LogUniform(46), count)
        from order in Gen.Shuffle(Enumerable.Range(0, count))
        from offset in FsCheck.FSharp.Gen.Choose64(0, (long)pageSize.Bytes - 1)
        select Place(pageSize, pages, gaps, order, (ulong)offset);

    private static Layout Place(PageSize pageSize, ulong[] pages, ulong[] gaps, int[] order, ulong offset)
    {
        ulong end = Math.Min(PfnRun.MaxEndPfn, 1UL << (64 - pageSize.Shift));
        ulong share = end / 16;
        var runs = new PfnRun[pages.Length];
        ulong pfn = 0;
        for (int i = 0; i < pages.Length; i++)
        {
            pfn += gaps[i] % share;
            runs[order[i]] = new PfnRun(pfn, 1 + (pages[i] % (share - 1)));
            pfn = runs[order[i]].EndPfn;
        }

        return new Layout(offset, [.. runs]);
    }

    private static Gen<ulong> Size(PageSize pageSize, Layout layout)
    {
        UInt128 most = UInt128.Min(
            ((UInt128)layout.Pages << pageSize.Shift) - layout.OffsetBytes, Vocabulary.Scenario.MaxBufferSizeBytes);
        return Gen.Frequency(
            (1, Gen.Constant((ulong)most)),
            (2, Draw.LogUniform(63).Select(n => Math.Clamp(n, 1, (ulong)most))));
    }

    private static Gen<Device> Device(PageSize pageSize) =>
        from limits in Limits(pageSize)
        from offset in Gen.Frequency((2, Gen.Constant(0L)), (1, Draw.LogUniform(62).Select(n => (long)(n - (n % pageSize.Bytes)))))
        from sign in Gen.Elements(1, -1)
        from iommu in Draw.Percent(30)
        from granuleShift in Gen.Choose(9, pageSize.Shift)
        select new Device("d", limits)
        {
            BusOffsetBytes = iommu ? 0 : sign * offset,
            Iommu = iommu ? new Iommu("domain", 1UL << granuleShift) : null,
        };

    private static Gen<Limits> Limits(PageSize pageSize) =>
        from count in Draw.Unset(40, Draw.AnyUlong.Select(n => Math.Max(1, n)))
        from size in Draw.Unset(40, Draw.AnyUlong.Select(n => Math.Max(pageSize.Bytes, n)))
        from boundary in Draw.Unset(40, Draw.LowMask(pageSize.Shift, 64))
        from gap in Draw.Unset(60, Draw.LowMask(0, 64))
        from align in Draw.Unset(60, Draw.LowMask(0, 64))
        from reach in Draw.Unset(40, Draw.AnyUlong.Select(n => Math.Max(1, n)))
        select new Limits
        {
            MaxSegmentCount = count,
            MaxSegmentSizeBytes = size,
            SegmentBoundaryMask = boundary,
            VirtBoundaryMask = gap,
            MinAlignMask = align,
            AddressMask = reach,
        };
}
