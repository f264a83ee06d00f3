using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Generation.Lifecycle.DrawnHistories;

namespace DmabufVerify.Tests.Properties.Generation.Lifecycle;

/// <summary>
/// What must be drawn for each defect of the published patches to show (docs/thread.md): the feature of a scenario without which nobody
/// could tell the patch from a correct one.
/// </summary>
public sealed class DefectTriggersTests
{
    private const int Drawn = 4000;

    /// <summary>1 % of histories: some two in a thousand cases of a run, so that a run of a few thousand cases meets each.</summary>
    private const int Least = Drawn / 100;

    private static readonly Scenario[] Scenarios = [.. Draw(Drawn)];

    private static readonly Dictionary<string, Func<Scenario, bool>> Triggers = new()
    {
        ["F1: attach of limits that are refused"] = RefusedForItsLimits,
        ["F2: the same, and what it allocated"] = RefusedForItsLimits,
        ["F3: hook refuses, constraints asked"] = s => s.Devices.Any(d => InOrder(s, Refuses(d), Attach(d), IsGet)),
        ["F4: hook reads at attach"] = s => s.Exporter.HooksReadConstraints && InOrder(s, IsExport, IsAttach),
        ["F5: hook reads while a device is added"] = s => s.Exporter.HooksReadConstraints && InOrder(s, IsAttach, IsAttach),
        ["F6: hook reads at detach"] = s => s.Exporter.HooksReadConstraints && s.Devices.Any(d => InOrder(s, Attach(d), Detach(d))),
        ["F7: zero limit of a device that stays, then a detach"] = s => Pairs(s).Any(p =>
            InOrder(s, Attach(p.One), Attach(p.Other), Changes(p.One, HasZero), Detach(p.Other), IsQuestion)),
        ["F8: merged count x size too small, each alone enough"] = s => Pairs(s).Any(p =>
            BothDirect(p) && Capacity(s, p.One) >= s.BufferSizeBytes && Capacity(s, p.Other) >= s.BufferSizeBytes
            && Capacity(s, p.One, p.Other) < s.BufferSizeBytes),
        ["F9: boundary lowers the capacity"] = s => s.Devices.Any(d =>
            Capacity(s, d) >= s.BufferSizeBytes && CapacityUnderBoundary(s, d) < s.BufferSizeBytes),
        ["F10: count x size is zero in 32 bits"] = s => s.Devices.Any(d => d.Limits is
        {
            MaxSegmentCount: { } count and <= uint.MaxValue, MaxSegmentSizeBytes: { } size and <= uint.MaxValue,
        } && (uint)((UInt128)count * size & uint.MaxValue) == 0),
        ["F11: boundary that is no mask"] = s => s.Devices.Any(d => InOrder(s, Changes(d, IsNoMask), Attach(d))),
        ["F11: masks whose AND is no mask"] = s => Pairs(s).Any(p => InOrder(
            s, Changes(p.One, IsNoMask), Attach(p.One), Changes(p.Other, l => l.SegmentBoundaryMask == 0xffff), Attach(p.Other))),
        ["F12: boundary or size below a page"] = s => s.Devices.Any(d => InOrder(s, Changes(d, l => IsBelowPage(s, l)), Attach(d))),
        ["F13: count of one device, default size of another"] = s => Pairs(s).Any(p => BothDirect(p)
            && p.One.Limits.MaxSegmentSizeBytes is null && p.Other.Limits.MaxSegmentSizeBytes > 65536
            && Capacity(s, p.One, p.Other) < s.BufferSizeBytes),
        ["F14: size or boundary unset, another field set"] = s => s.Devices.Any(d => d.Limits != Limits.Unset
            && (d.Limits.MaxSegmentSizeBytes is null || d.Limits.SegmentBoundaryMask is null) && InOrder(s, Attach(d))),
        ["F15: tighter device while a mapping is live"] = s => Pairs(s).Any(p =>
            IsTighter(p) && InOrder(s, Attach(p.One), Map(p.One), Attach(p.Other))),
        ["F16: cached table, unmapped, tighter device, map"] = s => s.Exporter.Tables == ExporterTables.Cached && Pairs(s).Any(p =>
            InOrder(s, Map(p.One), Unmap(p.One), JoinsOrTightens(p.Other), IsMap)),
        ["F17: map of a device that declares limits"] = s => s.Devices.Any(d =>
            d.Limits is { MaxSegmentSizeBytes: not null, SegmentBoundaryMask: not null } && InOrder(s, Attach(d), Map(d))),
        ["F18: constraints, then a tighter device, then the first map"] = s =>
            s.Exporter.Allocates == AllocationTime.FirstMap && FirstMapAfter(s, IsGet, IsAttach),
        ["F19: change while attached, then constraints"] = s => s.Devices.Any(d =>
            InOrder(s, Attach(d), Changes(d, _ => true), IsGet) && !InOrder(s, IsDetach)),
        ["F20: unlimited count, constraints"] = s => s.Devices.Any(d =>
            d.Limits.MaxSegmentCount == ulong.MaxValue && InOrder(s, Attach(d), IsGet)),
        ["F21: count of zero"] = s => s.Devices.Any(d => InOrder(s, Changes(d, l => l.MaxSegmentCount == 0), Attach(d))),
        ["F22: hook refuses, constraints merged anew and asked"] = s =>
            s.Devices.Any(d => InOrder(s, Refuses(d), Attach(d), IsRecalc, IsGet)),
        ["F23: count of a device behind an IOMMU beside a direct one"] = s => Pairs(s).Any(p =>
            p is { One: { Iommu: not null, Limits.MaxSegmentCount: not null }, Other.Iommu: null } && InOrder(s, Attach(p.One), IsGet)),
        ["F24: constraints with nobody attached"] = NobodyAsked,
        ["F26: refusal that has to name its field"] = RefusedForItsLimits,
        ["G1: count unset, another field set"] = s => s.Devices.Any(d =>
            d.Limits != Limits.Unset && d.Limits.MaxSegmentCount is null && InOrder(s, Attach(d))),
        ["G2: constraints with nobody attached, or nobody who declares a boundary"] = NobodyAsked,
        ["G3: reaches whose AND is not the lesser"] = s => Pairs(s).Any(p => BothDirect(p)
            && p is { One.Limits.AddressMask: { } one, Other.Limits.AddressMask: { } other } && (one & other) != Math.Min(one, other)),
        ["H1: device that declares nothing"] = s => s.Devices.Any(d => d.Limits == Limits.Unset && InOrder(s, Attach(d))),
        ["H2: masks whose AND is zero, then another attach"] = s => Pairs(s).Any(p => BothDirect(p) && (
            (p is { One.Limits.AddressMask: { } one, Other.Limits.AddressMask: { } other } && (one & other) == 0
                && InOrder(s, Attach(p.One), Attach(p.Other), IsAttach))
            || InOrder(s, Changes(p.One, l => l.SegmentBoundaryMask == 0), Attach(p.One), Attach(p.Other)))),
        ["H3: device that declares something leaves, constraints"] = s => s.Devices.Any(d =>
            d.Limits != Limits.Unset && InOrder(s, Attach(d), Detach(d), IsGet)),
        ["I1: unlimited beside a number"] = s => Pairs(s).Any(p => BothDirect(p) && LimitKinds.All.Any(kind =>
            p.One.Limits[kind] == kind.Unlimited() && p.Other.Limits[kind] is { } number && number != kind.Unlimited())),
        ["I2: boundary above 32 bits"] = s => s.Devices.Any(d => d.Limits.SegmentBoundaryMask is > uint.MaxValue and < ulong.MaxValue),
        ["I3: constraints before export"] = s =>
            s.Steps.TakeWhile(step => step.Operation is not Operation.Export).Any(step => step.Operation is Operation.GetConstraints),
    };

    public static TheoryData<string> Names => [.. Triggers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Trigger_is_drawn_often_enough(string name) => Assert.InRange(Scenarios.Count(Triggers[name]), Least, Drawn);

    private static bool RefusedForItsLimits(Scenario s) => s.Devices.Any(d =>
        InOrder(s, IsExport, Changes(d, l => LimitChecks.Check(l, s.PageSize) is not null), Attach(d)));

    private static bool HasZero(Limits limits) =>
        limits.MaxSegmentCount == 0 || limits.MaxSegmentSizeBytes == 0 || limits.SegmentBoundaryMask == 0;

    private static bool IsNoMask(Limits limits) => limits.SegmentBoundaryMask is { } mask && (mask & (mask + (UInt128)1)) != 0;

    private static bool IsBelowPage(Scenario s, Limits limits) =>
        (limits.MaxSegmentSizeBytes > 0 && limits.MaxSegmentSizeBytes < s.PageSize.Bytes)
        || (limits.SegmentBoundaryMask > 0 && limits.SegmentBoundaryMask < s.PageSize.Bytes - 1);

    private static bool BothDirect((Device One, Device Other) p) => p is { One.Iommu: null, Other.Iommu: null };

    /// <summary>Whether the second asks for something that the first does not ask for as much.</summary>
    private static bool IsTighter((Device One, Device Other) p) => LimitKinds.All.Any(kind =>
        p.Other.Limits[kind] is { } tight && (p.One.Limits[kind] is not { } one || one != tight));

    private static UInt128 Capacity(Scenario s, params Device[] devices) =>
        (UInt128)devices.Min(d => Resolved(s, d).MaxSegmentCount) * devices.Min(d => Resolved(s, d).MaxSegmentSizeBytes);

    private static UInt128 CapacityUnderBoundary(Scenario s, Device device)
    {
        ResolvedLimits limits = Resolved(s, device);
        return (UInt128)limits.MaxSegmentCount
            * UInt128.Min(limits.MaxSegmentSizeBytes, (UInt128)limits.SegmentBoundaryMask + 1);
    }

    private static ResolvedLimits Resolved(Scenario s, Device device) => device.Limits.Resolve(s.Policy.Defaults);
}
