using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>
/// The constraints of a buffer: merged limits of its directly mapped attachments. In the specification they are never stored, so that stored
/// and recomputed ones cannot differ (thread F3-F7).
/// </summary>
internal static class MergedConstraints
{
    public static Constraints Of(BufferState state)
    {
        ResolvedLimits[] limits =
        [
            .. state.Attachments.Where(a => a.Device.Iommu is null).Select(a => InPhysicalAddresses(a.Device, state.Scenario.Policy)),
        ];
        return new Constraints(Merging.Merge(limits), state.Attachments.Count);
    }

    /// <summary>Reaches are compared where they mean the same: mask + bus offset, saturating (thread C6.1, C6.2).</summary>
    private static ResolvedLimits InPhysicalAddresses(Device device, Policy policy)
    {
        ResolvedLimits limits = device.Limits.Resolve(policy.Defaults);
        Int128 highest = Int128.Clamp((Int128)limits.AddressMask + device.BusOffsetBytes, 0, ulong.MaxValue);
        return limits with { AddressMask = (ulong)highest };
    }
}
