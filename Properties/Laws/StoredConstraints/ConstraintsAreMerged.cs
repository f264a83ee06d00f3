using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.StoredConstraints;

/// <summary>
/// Constraints are the merged limits of those who are attached now, as they declare themselves now (thread F13, F19, F20, F23, G2, G3, H3, I1, I2), with
/// their number (F24).
/// </summary>
internal static class ConstraintsAreMerged
{
    public static Law Law { get; } = TraceLaws.OfEachStep(
        "Constraints.AreMerged", "recomputed(s) = merge of limits(d), physical reach, for all direct d attached; |attached(s)|", Check);

    private static LawResult Check(StepCase c)
    {
        BufferView after = c.Step.After;
        if (!after.IsExported)
        {
            return c.Operation is Operation.GetConstraints or Operation.RecalcConstraints
                ? c.Same("no buffer, no constraints", Errno.Enodev, c.Result.Errno)
                : LawResult.NotApplicable;
        }

        ValueList<Device> attached = DeclaredLimits.Attached(after, c.Devices);
        ResolvedLimits[] limits = [.. attached.Where(d => d.Iommu is null).Select(d => Physical(d, c.Scenario.Policy))];
        return LawResult.Worst(
        [
            c.Same("they say how many are attached", attached.Count, after.Recomputed.Attachments),
            .. LimitKinds.All.Select(kind => c.Same($"the tightest {kind.FieldName()}", Tightest(limits, kind), after.Recomputed.Limits[kind])),
        ]);
    }

    /// <summary>Written out once more, so that an error of the specification's merge shows too.</summary>
    private static ulong Tightest(ResolvedLimits[] limits, LimitKind kind) =>
        limits.Select(l => l[kind]).Append(kind.Unlimited()).Aggregate((a, b) =>
            kind is LimitKind.VirtBoundaryMask or LimitKind.MinAlignMask ? Math.Max(a, b) : Math.Min(a, b));

    private static ResolvedLimits Physical(Device device, Policy policy)
    {
        ResolvedLimits limits = device.Limits.Resolve(policy.Defaults);
        return limits with { AddressMask = (ulong)Int128.Clamp((Int128)limits.AddressMask + device.BusOffsetBytes, 0, ulong.MaxValue) };
    }
}
