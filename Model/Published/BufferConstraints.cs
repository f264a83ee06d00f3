using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>
/// The constraints of a buffer. Attach adds the newcomer to the stored ones, as the patches did; detach and recalculation merge anew.
/// </summary>
internal static class BufferConstraints
{
    private const ulong Mask32 = 0xffffffff;
    private const ulong Largest32 = 0x7fffffff;

    /// <summary>Merged anew from what the attached devices declare now.</summary>
    public static Constraints Recomputed(Setup setup, BufferState state) =>
        With(setup, Merge(setup, [.. Contributions(setup, Declared(setup, state))]), state.Attachments.Length);

    /// <summary>The stored constraints with a newcomer's added.</summary>
    public static Constraints Accumulated(Setup setup, BufferState state, Device newcomer)
    {
        // The value for nobody says nothing about anybody: it must not count as a device without limits.
        bool saysNothing = !Contributions(setup, state.Devices).Any() && state.Stored.Limits == Merge(setup, []);
        IEnumerable<ResolvedLimits> stored = saysNothing ? [] : [state.Stored.Limits];
        return With(setup, Merge(setup, [.. stored, .. Contributions(setup, [newcomer])]), state.Attachments.Length + 1);
    }

    /// <summary>These limits, and how many are attached.</summary>
    public static Constraints With(Setup setup, ResolvedLimits limits, int attachments) =>
        new(limits, setup.Has(Defect.F24) ? Math.Max(attachments, 1) : attachments);

    /// <summary>Whether a zero field makes the recalculation fail; only setters that check nothing bring that about.</summary>
    public static bool CannotBeRecomputed(Setup setup, BufferState state) =>
        Contributions(setup, Declared(setup, state)).Any(HasZero);

    /// <summary>Whether limits without a zero have one when merged: what an AND of masks can do.</summary>
    public static bool MergeToZero(Setup setup, IEnumerable<Device> devices)
    {
        ResolvedLimits merged = Merge(setup, [.. Contributions(setup, devices)]);
        return (setup.Has(Defect.F11) && merged.SegmentBoundaryMask == 0) || (setup.Has(Defect.G3) && merged.AddressMask == 0);
    }

    /// <summary>The tightest of each field.</summary>
    public static ResolvedLimits Merge(Setup setup, ReadOnlySpan<ResolvedLimits> limits)
    {
        ResolvedLimits merged = setup.Rules.Merge(limits);
        ulong boundary = setup.Has(Defect.F11) ? ulong.MaxValue : merged.SegmentBoundaryMask;
        ulong reach = setup.Has(Defect.G3) ? ulong.MaxValue : merged.AddressMask;
        bool somebodyIsUnlimited = false;
        foreach (ResolvedLimits one in limits)
        {
            boundary &= setup.Has(Defect.F11) ? one.SegmentBoundaryMask : ulong.MaxValue;
            reach &= setup.Has(Defect.G3) ? one.AddressMask : ulong.MaxValue;
            somebodyIsUnlimited |= one.MaxSegmentCount == ulong.MaxValue;
        }

        return merged with
        {
            MaxSegmentCount = setup.Has(Defect.I1) && somebodyIsUnlimited ? ulong.MaxValue : merged.MaxSegmentCount,
            SegmentBoundaryMask = setup.Has(Defect.G2) || setup.Has(Defect.I2) ? boundary & Mask32 : boundary,
            AddressMask = reach,
        };
    }

    private static IEnumerable<Device> Declared(Setup setup, BufferState state) =>
        state.Devices.Select(device => Reading.Of(setup, state, device.Name));

    /// <summary>What each directly mapped device adds.</summary>
    private static IEnumerable<ResolvedLimits> Contributions(Setup setup, IEnumerable<Device> devices) =>
        devices.Where(device => device.Iommu is null || setup.Has(Defect.F23)).Select(device => Contribution(setup, device));

    private static ResolvedLimits Contribution(Setup setup, Device device)
    {
        ResolvedLimits limits = device.Limits.Resolve(setup.Scenario.Policy.Defaults);
        bool unlimitedIsSmall = setup.Has(Defect.F20) && limits.MaxSegmentCount == ulong.MaxValue;
        return limits with
        {
            MaxSegmentCount = unlimitedIsSmall ? Largest32 : limits.MaxSegmentCount,
            AddressMask = setup.IgnoresReach ? ulong.MaxValue : HighestPhysical(limits.AddressMask, device.BusOffsetBytes),
        };
    }

    private static ulong HighestPhysical(ulong addressMask, long busOffsetBytes) =>
        (ulong)Int128.Clamp((Int128)addressMask + busOffsetBytes, 0, ulong.MaxValue);

    private static bool HasZero(ResolvedLimits limits) =>
        limits is { MaxSegmentCount: 0 } or { MaxSegmentSizeBytes: 0 } or { SegmentBoundaryMask: 0 };
}
