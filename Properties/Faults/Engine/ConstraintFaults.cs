using System.Collections.Immutable;
using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Faults.Engine;

/// <summary>Limits merged wrongly, kept too long, or not yet there.</summary>
internal static class ConstraintFaults
{
    /// <summary>Each with its own merged constraints.</summary>
    public static ImmutableArray<SeededFault> All { get; } =
    [
        Of<GapIsMinimum>(
            "gap-merged-by-minimum",
            "merges gap masks by the least that is not zero, the looser choice",
            "blk_stack_limits of block/blk-settings.c"),
        Of<ReachUntranslated>(
            "reach-not-translated",
            "merges address masks of devices as they are, though their buses see memory elsewhere",
            "thread C6.1, C6.2, G3"),
        Of<BoundaryStays>(
            "boundary-kept-at-detach",
            "never widens the merged boundary again",
            "thread H3"),
        Of<StoresBeforeHook>(
            "refused-by-hook-not-rolled-back",
            "stores the merged limits for the exporter's hook and does not take them back when it refuses",
            "thread F3"),
        Of<HookSeesOthersOnly>(
            "hook-sees-no-newcomer",
            "shows the attach hook the constraints without the newcomer's limits",
            "thread F5"),
    ];

    private static SeededFault Of<T>(string name, string description, string source)
        where T : MergedConstraints, new() =>
        EngineFault.Of(name, description, source, EngineParts.Default with { Constraints = () => new T() });

    /// <summary>Knows who joined, one by one.</summary>
    private abstract class OneByOne : MergedConstraints
    {
        private readonly Dictionary<int, DeviceProfile> _joined = [];

        protected IEnumerable<DeviceProfile> Direct => _joined.Values.Where(profile => profile.IsDirect);

        public override void Join(int device, DeviceProfile profile)
        {
            base.Join(device, profile);
            _joined[device] = profile;
        }

        public override void Leave(int device, DeviceProfile profile)
        {
            base.Leave(device, profile);
            _joined.Remove(device);
        }
    }

    private sealed class GapIsMinimum : OneByOne
    {
        public override ResolvedLimits Limits => base.Limits with
        {
            VirtBoundaryMask = Direct.Select(p => p.Resolved.VirtBoundaryMask).Where(mask => mask != 0).DefaultIfEmpty().Min(),
        };
    }

    private sealed class ReachUntranslated : OneByOne
    {
        public override ResolvedLimits Limits => base.Limits with
        {
            AddressMask = Direct.Select(p => p.Resolved.AddressMask).DefaultIfEmpty(ulong.MaxValue).Min(),
        };
    }

    private sealed class BoundaryStays : MergedConstraints
    {
        private ulong _least = ulong.MaxValue;

        public override ResolvedLimits Limits => base.Limits with { SegmentBoundaryMask = _least };

        public override void Join(int device, DeviceProfile profile)
        {
            base.Join(device, profile);
            _least = Math.Min(_least, base.Limits.SegmentBoundaryMask);
        }
    }

    private sealed class StoresBeforeHook : MergedConstraints
    {
        private ResolvedLimits? _stored;

        public override ResolvedLimits Limits => _stored ?? base.Limits;

        public override ResolvedLimits LimitsWith(int device, DeviceProfile profile)
        {
            _stored = Merging.Merge([Limits, base.LimitsWith(device, profile)]);
            return _stored.Value;
        }

        public override void Leave(int device, DeviceProfile profile)
        {
            base.Leave(device, profile);
            _stored = null;
        }
    }

    private sealed class HookSeesOthersOnly : MergedConstraints
    {
        public override ResolvedLimits LimitsWith(int device, DeviceProfile profile) => Limits;
    }
}
