using System.Collections.Immutable;
using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Faults.Engine;

/// <summary>Direct mappings: addresses and counts judged wrongly.</summary>
internal static class ReachFaults
{
    /// <summary>Each with its own answers about storage.</summary>
    public static ImmutableArray<SeededFault> All { get; } =
    [
        Misreading(
            "mask-is-a-bit-mask",
            "tests addresses against the bits of the mask, not against its value: 0xdfffffff shuts out what is in reach",
            "dma_capable of include/linux/dma-direct.h compares; drivers/media/platform/qcom/venus declares 0xdfffffff; thread G3",
            (buffer, judge) => Ends(buffer, judge).All(end => HasOnlyBitsOf(judge, end.First) && HasOnlyBitsOf(judge, end.Last))
                ? judge
                : judge with { Limits = judge.Limits with { AddressMask = 0 } }),
        Misreading(
            "reach-of-first-byte",
            "asks whether a piece begins within reach, not whether it ends there",
            "dma_capable of include/linux/dma-direct.h: addr + size - 1",
            (buffer, judge) => Ends(buffer, judge).All(end => end.First >= 0 && end.First <= judge.Limits.AddressMask)
                ? judge with { Limits = judge.Limits.Without(LimitKind.AddressMask) }
                : judge),
        Misreading(
            "reach-one-byte-short",
            "compares the byte behind the buffer with the address mask",
            "is_buffer_dma_capable of include/linux/dma-mapping.h in 2.6.27: addr + size <= mask",
            (_, judge) => judge.Limits.AddressMask is 0 or ulong.MaxValue
                ? judge
                : judge with { Limits = judge.Limits with { AddressMask = judge.Limits.AddressMask - 1 } }),
        Misreading(
            "count-one-more",
            "lets a table have one segment more than the limit",
            "thread F17; drivers/gpu/drm/armada/armada_gem.c tests the number of mapped entries",
            (_, judge) => judge.Limits.MaxSegmentCount == ulong.MaxValue
                ? judge
                : judge with { Limits = judge.Limits with { MaxSegmentCount = judge.Limits.MaxSegmentCount + 1 } }),
        EngineFault.Of(
            "bus-offset-added",
            "adds the bus offset to physical addresses, as if it were the other way round",
            "translate_phys_to_dma of include/linux/dma-direct.h",
            scenario => new AddsBusOffset(scenario)),
        EngineFault.Of(
            "bounces-in-spite-of-promise",
            "lets any direct device bounce, zero-copy or not",
            "thread D12.6, T8; kernel/dma/direct.h has no way to ask for no copy",
            scenario => new AlwaysBounces(scenario)),
    ];

    private static SeededFault Misreading(string name, string description, string source, Func<PagedBuffer, Judge, Judge> misread) =>
        EngineFault.Of(name, description, source, scenario => new MisreadsJudges(scenario, misread));

    private static bool HasOnlyBitsOf(Judge judge, Int128 address) => address < 0 || ((ulong)address & ~judge.Limits.AddressMask) == 0;

    /// <summary>Where the pieces of the buffer begin and end on a judge's bus.</summary>
    private static IEnumerable<(Int128 First, Int128 Last)> Ends(PagedBuffer buffer, Judge judge)
    {
        ulong left = buffer.SizeBytes;
        ulong offset = buffer.Layout.OffsetBytes;
        foreach (PfnRun run in buffer.Layout.Runs.TakeWhile(_ => left > 0))
        {
            ulong bytes = Math.Min(left, (run.Pages << buffer.PageSize.Shift) - offset);
            Int128 first = ((Int128)run.FirstPfn << buffer.PageSize.Shift) + offset - judge.BusOffsetBytes;
            yield return (first, first + bytes - 1);
            left -= bytes;
            offset = 0;
        }
    }

    private sealed class MisreadsJudges(Scenario scenario, Func<PagedBuffer, Judge, Judge> misread) : Serving(scenario)
    {
        public override bool HasOneTable(PagedBuffer buffer, ReadOnlySpan<Judge> judges) =>
            base.HasOneTable(buffer, [.. judges.ToArray().Select(judge => misread(buffer, judge))]);
    }

    private sealed class AddsBusOffset(Scenario scenario) : Serving(scenario)
    {
        public override TablePlan? Plan(DeviceProfile profile, PagedBuffer buffer) =>
            base.Plan(profile, buffer) is { Kind: MappingKind.Direct } plan
                ? plan with { Table = new([.. plan.Table.Segments.Select(s => Moved(s, 2 * profile.Device.BusOffsetBytes))]) }
                : base.Plan(profile, buffer);

        /// <summary>Goes around where there is no such address, as the kernel's sum does.</summary>
        private static Segment Moved(Segment segment, long bytes) =>
            segment with { AddressBytes = unchecked(segment.AddressBytes + (ulong)bytes) };
    }

    private sealed class AlwaysBounces(Scenario scenario) : Serving(scenario)
    {
        public override bool CouldServe(DeviceProfile profile) => base.CouldServe(Bouncing(profile));

        public override bool Serves(DeviceProfile profile, PagedBuffer buffer) => base.Serves(Bouncing(profile), buffer);

        public override TablePlan? Plan(DeviceProfile profile, PagedBuffer buffer) => base.Plan(Bouncing(profile), buffer);

        private DeviceProfile Bouncing(DeviceProfile profile) =>
            profile.CanShare ? DeviceProfile.Of(profile.Device with { MayBounce = true }, Scenario.Policy) : profile;
    }
}
