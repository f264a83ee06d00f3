using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <summary>
/// A device with the limits it has now, under one policy. Immutable: other limits are another profile, so that whatever was worked out
/// for one is dropped with it.
/// </summary>
public sealed class DeviceProfile
{
    private DeviceProfile(Device device, ResolvedLimits resolved, Judge judge)
    {
        Device = device;
        Resolved = resolved;
        Judge = judge;
    }

    /// <summary>The device; its limits are those of this profile.</summary>
    public Device Device { get; }

    /// <summary>Every limit under the policy's defaults.</summary>
    public ResolvedLimits Resolved { get; }

    /// <summary>
    /// What its tables are held to: under kernel enforcement a direct mapping is not asked for everything (docs/semantics.md). Behind
    /// an IOMMU all limits, and no bus offset.
    /// </summary>
    public Judge Judge { get; }

    /// <summary>No IOMMU in front of it.</summary>
    public bool IsDirect => Device.Iommu is null;

    /// <summary>Direct, and its segments out of reach may be copied.</summary>
    public bool Bounces => IsDirect && Device.MayBounce;

    /// <summary>Direct and zero-copy: one of those who can have one table together.</summary>
    public bool CanShare => IsDirect && !Device.MayBounce;

    /// <summary>What it adds to the buffer's constraints: its limits with the reach in physical addresses.</summary>
    public ResolvedLimits Constraint
    {
        get
        {
            Int128 highest = (Int128)Resolved.AddressMask + Device.BusOffsetBytes;
            return Resolved with { AddressMask = (ulong)Int128.Clamp(highest, 0, ulong.MaxValue) };
        }
    }

    /// <summary>What was worked out for it and depends on nothing else that changes.</summary>
    internal ProfileAnswers Answers { get; } = new();

    /// <summary>A device as it declares itself.</summary>
    public static DeviceProfile Of(Device device, Policy policy)
    {
        ResolvedLimits resolved = device.Limits.Resolve(policy.Defaults);
        return new(device, resolved, device.Iommu is null ? Question.DirectJudge(device, policy) : new(device.Name, resolved, 0));
    }

    /// <summary>The same device with other limits.</summary>
    public DeviceProfile With(Limits limits, Policy policy) => Of(Device with { Limits = limits }, policy);
}
