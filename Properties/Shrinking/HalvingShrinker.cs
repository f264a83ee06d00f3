using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Shrinking;

/// <summary>
/// Everything that is counted in pages halved at once: the buffer, where it is and may be, and the limits. What hangs on a proportion, as where blocks
/// of memory begin or a boundary lies, cannot be made smaller one number at a time.
/// </summary>
internal static class HalvingShrinker
{
    public static IEnumerable<Scenario> Simpler(Scenario scenario)
    {
        Scenario down = Halved(scenario, roundUp: 0);
        Scenario up = Halved(scenario, roundUp: 1);
        Scenario[] both = down == up ? [down] : [down, up];
        return both.Where(half => half != scenario && IsLegal(half));
    }

    private static Scenario Halved(Scenario scenario, ulong roundUp)
    {
        ulong Half(ulong pages) => Math.Max(1, (pages / 2) + (pages & roundUp));

        PfnRun Run(PfnRun run) => new(run.FirstPfn / 2, Half(run.Pages));

        int shift = scenario.PageSize.Shift;
        ulong partial = scenario.BufferSizeBytes & (scenario.PageSize.Bytes - 1);
        ulong whole = scenario.PageSize.WholePages(scenario.BufferSizeBytes);
        ulong size = whole == 0 ? partial : (Half(whole) << shift) + partial;
        Layout? layout = scenario.Layout is { } l ? l with { Runs = [.. l.Runs.Select(Run)] } : null;
        bool isFilled = scenario.Layout is { } before && scenario.BufferSizeBytes == Room(before, shift);
        return scenario with
        {
            BufferSizeBytes = layout is null ? size : (ulong)(isFilled ? Room(layout, shift) : UInt128.Min(size, Room(layout, shift))),
            Layout = layout,
            Memory = [.. scenario.Memory.Select(extent => extent with { Pages = Run(extent.Pages) })],
            Devices = [.. scenario.Devices.Select(d => d with
            {
                Limits = Halved(d.Limits, scenario.PageSize),
                BusOffsetBytes = d.BusOffsetBytes / 2 / (long)scenario.PageSize.Bytes * (long)scenario.PageSize.Bytes,
            })],
            Steps = [.. scenario.Steps.Select(step => step.Operation is Operation.ChangeLimits change
                ? step with { Operation = change with { Limits = Halved(change.Limits, scenario.PageSize) } }
                : step)],
        };
    }

    /// <summary>Limits in bytes keep what they have beyond whole pages, masks their form; no limit comes below what a device can mean.</summary>
    private static Limits Halved(Limits limits, PageSize pageSize) => LimitKinds.All.Aggregate(limits, (halved, kind) =>
        limits[kind] is { } value && value != kind.Unlimited() ? halved.With(kind, Halved(kind, value, pageSize)) : halved);

    private static ulong Halved(LimitKind kind, ulong value, PageSize pageSize)
    {
        ulong pages = pageSize.WholePages(value);
        ulong rest = value & (pageSize.Bytes - 1);
        return kind switch
        {
            LimitKind.MaxSegmentCount => value,
            LimitKind.MaxSegmentSize => pages < 2 ? value : ((pages / 2) << pageSize.Shift) + rest,
            LimitKind.AddressMask => pages < 1 ? value : Math.Max(1, ((pages / 2) << pageSize.Shift) + rest),
            LimitKind.SegmentBoundaryMask or LimitKind.VirtBoundaryMask or LimitKind.MinAlignMask => value < pageSize.Bytes ? value : value >> 1,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    private static UInt128 Room(Layout layout, int shift) => ((UInt128)layout.Pages << shift) - layout.OffsetBytes;

    private static bool IsLegal(Scenario scenario) =>
        AreApart([.. scenario.Memory.Select(extent => extent.Pages)]) && AreApart(scenario.Layout?.Runs ?? []);

    private static bool AreApart(ValueList<PfnRun> runs)
    {
        PfnRun[] sorted = [.. runs.OrderBy(run => run.FirstPfn)];
        return sorted.Skip(1).Select((run, i) => sorted[i].EndPfn <= run.FirstPfn).All(apart => apart);
    }
}
