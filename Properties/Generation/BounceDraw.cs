using DmabufVerify.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace DmabufVerify.Properties.Generation;

/// <summary>
/// Makes devices of a drawn scenario ones that may bounce, with a reach below some of the storage: storage is moved above the pools if need
/// be, pools are scarce or out of reach now and then, and one run is sometimes longer than what can be copied at once.
/// </summary>
internal static class BounceDraw
{
    /// <summary>For scenarios with a layout or memory, and at most so many devices.</summary>
    public static Gen<Func<Scenario, Scenario>> Bouncing(int count) =>
        from moved in MovedUpBytes
        from longer in LongerPages
        from which in Gen.ArrayOf(Draw.Percent(60), count)
        from reaches in Gen.ArrayOf(Reach, count)
        from masks in Gen.ArrayOf(AlignMask, count)
        from sizes in Gen.ArrayOf(SizeBytes, count)
        select (Func<Scenario, Scenario>)(drawn =>
        {
            Scenario scenario = Lengthened(MovedUp(drawn, moved), longer);
            ulong[] ends = [.. Runs(scenario).Select(run => run.EndPfn << scenario.PageSize.Shift)];
            return scenario with
            {
                Devices =
                [
                    .. scenario.Devices.Select((device, i) => device.Iommu is null && which[i]
                        ? Bounces(device, reaches[i], masks[i], sizes[i], ends, scenario.PageSize)
                        : device),
                ],
            };
        });

    /// <summary>Not at all; behind the pools; above 4 GiB, where 32-bit reach ends.</summary>
    private static Gen<ulong> MovedUpBytes { get; } = Draw.Weighted((2, 0UL), (4, 128UL << 20), (4, 1UL << 32));

    /// <summary>A longest bounce is 256 KiB, or less.</summary>
    private static Gen<ulong> LongerPages { get; } = Gen.Frequency(
        (7, Gen.Constant(0UL)), (1, Gen.Choose(1, 8).Select(n => (ulong)n)), (2, Gen.Choose(30, 100).Select(n => (ulong)n)));

    /// <summary>As drawn; 32 bits; between the storage's runs or inside one; a pool of few pages; none in reach. The last byte, physical.</summary>
    private static Gen<Func<ulong[], PageSize, ulong?>> Reach { get; } = Gen.Frequency<Func<ulong[], PageSize, ulong?>>(
        (2, Gen.Constant<Func<ulong[], PageSize, ulong?>>((_, _) => null)),
        (3, Gen.Constant<Func<ulong[], PageSize, ulong?>>((_, _) => uint.MaxValue)),
        (5, from run in Gen.Choose(0, 1000)
            from pages in Gen.Choose(0, 3)
            from slack in Gen.Elements<ulong>(1UL, 1, 1, 100, 0)
            select (Func<ulong[], PageSize, ulong?>)((ends, pageSize) =>
                ends[run % ends.Length] - Math.Min(ends[run % ends.Length] / 2, ((ulong)pages << pageSize.Shift) + slack))),
        (2, Gen.Choose(1, 24).Select(pages => (Func<ulong[], PageSize, ulong?>)((_, pageSize) =>
            Swiotlb.PoolAddress + ((ulong)pages << pageSize.Shift) - 1))),
        (1, Gen.Constant<Func<ulong[], PageSize, ulong?>>((_, _) => Swiotlb.PoolAddress - 1)));

    /// <summary>Mostly as drawn. With 17 bits half as much can be copied at once as with none, with 18 nothing.</summary>
    private static Gen<int?> AlignMask { get; } = Draw.Weighted<int?>((12, null), (1, 0), (1, 9), (1, 11), (2, 12), (1, 14), (1, 16), (3, 17), (1, 18));

    /// <summary>Mostly as drawn; else long enough that the longest bounce is what cuts.</summary>
    private static Gen<ulong?> SizeBytes { get; } = Draw.Weighted<ulong?>((6, null), (2, ulong.MaxValue), (2, 1 << 20));

    private static Device Bounces(
        Device device, Func<ulong[], PageSize, ulong?> reach, int? alignBits, ulong? sizeBytes, ulong[] ends, PageSize pageSize)
    {
        Limits limits = device.Limits;
        if (reach(ends, pageSize) is { } last)
        {
            Int128 onBus = (Int128)last - device.BusOffsetBytes;
            limits = limits with { AddressMask = (ulong)Int128.Clamp(onBus, 1, ulong.MaxValue) };
        }

        return device with
        {
            MayBounce = true,
            Limits = limits with
            {
                MinAlignMask = alignBits is { } bits ? Draw.MaskOfBits(bits) : limits.MinAlignMask,
                MaxSegmentSizeBytes = sizeBytes ?? limits.MaxSegmentSizeBytes,
            },
        };
    }

    private static IEnumerable<PfnRun> Runs(Scenario scenario) => scenario.Layout?.Runs ?? scenario.Memory.Select(e => e.Pages);

    private static Scenario MovedUp(Scenario scenario, ulong bytes)
    {
        ulong pages = bytes >> scenario.PageSize.Shift;
        ulong end = PfnRun.MaxEndPfn >> (scenario.PageSize.Shift - PageSize.FourKiB.Shift);
        return pages == 0 || Runs(scenario).Any(run => run.EndPfn > end - pages)
            ? scenario
            : WithRuns(scenario, run => run with { FirstPfn = run.FirstPfn + pages });
    }

    /// <summary>With a longer highest run, and as much more of the buffer. Memory stays as it is: there is enough of it.</summary>
    private static Scenario Lengthened(Scenario scenario, ulong pages)
    {
        ulong end = PfnRun.MaxEndPfn >> (scenario.PageSize.Shift - PageSize.FourKiB.Shift);
        ulong highest = Runs(scenario).Max(run => run.EndPfn);
        return scenario.Layout is null || highest > end - pages
            ? scenario
            : WithRuns(scenario, run => run.EndPfn == highest ? run with { Pages = run.Pages + pages } : run) with
            {
                BufferSizeBytes = scenario.BufferSizeBytes + (pages << scenario.PageSize.Shift),
            };
    }

    private static Scenario WithRuns(Scenario scenario, Func<PfnRun, PfnRun> change) => scenario with
    {
        Layout = scenario.Layout is { } layout ? layout with { Runs = [.. layout.Runs.Select(change)] } : null,
        Memory = [.. scenario.Memory.Select(e => e with { Pages = change(e.Pages) })],
    };
}
