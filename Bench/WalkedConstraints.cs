using System.Collections.Immutable;
using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Bench;

/// <summary>
/// The engine's merged limits as the RFC has them: a list that is walked at each question (thread F5-F7). One bus offset, all devices direct
/// and zero-copy, so that it is as short as it can be.
/// </summary>
internal sealed class WalkedConstraints : MergedConstraints
{
    private readonly List<(int Device, ResolvedLimits Limits)> _list = [];

    public override ResolvedLimits Limits => Walk(except: -1);

    public override ImmutableArray<Judge> Judges => _list.Count == 0 ? [] : [new("", Limits, 0)];

    public override void Join(int device, DeviceProfile profile) => _list.Add((device, profile.Constraint));

    public override void Leave(int device, DeviceProfile profile) => _list.RemoveAt(_list.FindIndex(d => d.Device == device));

    public override ResolvedLimits LimitsWith(int device, DeviceProfile profile) => Tightest(Walk(device), profile.Constraint);

    public override Judge JudgeWith(int device, DeviceProfile profile) => new("", LimitsWith(device, profile), 0);

    public override ImmutableArray<Judge> JudgesWith(int device, DeviceProfile profile) => [JudgeWith(device, profile)];

    private ResolvedLimits Walk(int except)
    {
        ResolvedLimits merged = ResolvedLimits.Unlimited;
        foreach ((int device, ResolvedLimits limits) in _list)
        {
            if (device != except)
            {
                merged = Tightest(merged, limits);
            }
        }

        return merged;
    }

    private static ResolvedLimits Tightest(in ResolvedLimits a, in ResolvedLimits b) => new(
        Math.Min(a.MaxSegmentCount, b.MaxSegmentCount),
        Math.Min(a.MaxSegmentSizeBytes, b.MaxSegmentSizeBytes),
        Math.Min(a.SegmentBoundaryMask, b.SegmentBoundaryMask),
        Math.Max(a.VirtBoundaryMask, b.VirtBoundaryMask),
        Math.Max(a.MinAlignMask, b.MinAlignMask),
        Math.Min(a.AddressMask, b.AddressMask));
}
