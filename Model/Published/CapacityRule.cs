using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>Whether some storage, wherever it may be, could have tables for a set of devices.</summary>
internal static class CapacityRule
{
    /// <summary>The gap mask of direct devices is set aside, and the reach of those that may bounce.</summary>
    public static bool SomeStorageCouldDo(Setup setup, IReadOnlyCollection<Device> devices)
    {
        Device[] direct = [.. devices.Where(device => device.Iommu is null)];
        return direct.All(device => HoldsBuffer(setup, CapacityJudge(setup, device)))
            && GroupsHoldBuffer(setup, direct)
            && devices.Where(device => device.Iommu is not null).All(device => IommuHoldsBuffer(setup, device));
    }

    /// <summary>Devices that share one table and see memory at the same addresses are one device with the merged limits.</summary>
    private static bool GroupsHoldBuffer(Setup setup, Device[] direct)
    {
        if (setup.Scenario is not { Mode: SharingMode.Shared, Policy.Splitting: Splitting.Early })
        {
            return true;
        }

        return direct.Where(device => !device.MayBounce)
            .Select(device => CapacityJudge(setup, device))
            .GroupBy(judge => judge.BusOffsetBytes)
            .Select(group => group.First() with { Limits = BufferConstraints.Merge(setup, [.. group.Select(judge => judge.Limits)]) })
            .All(judge => HoldsBuffer(setup, judge));
    }

    private static Judge CapacityJudge(Setup setup, Device device)
    {
        Judge judge = Judging.Direct(setup, device);
        ResolvedLimits limits = judge.Limits.Without(LimitKind.VirtBoundaryMask);
        return judge with { Limits = device.MayBounce ? limits.Without(LimitKind.AddressMask) : limits };
    }

    private static bool HoldsBuffer(Setup setup, Judge judge)
    {
        ulong size = setup.Scenario.BufferSizeBytes;
        Judge asked = setup.Has(Defect.F9) ? judge with { Limits = judge.Limits.Without(LimitKind.SegmentBoundaryMask) } : judge;
        bool holds = setup.Rules.CapacityBytes(setup.Scenario.PageSize, asked) is not { } bytes || bytes >= size;
        return holds && (!setup.Has(Defect.F10) || ProductIn32Bits(judge.Limits) >= size);
    }

    private static ulong ProductIn32Bits(ResolvedLimits limits)
    {
        uint count = (uint)Math.Min(limits.MaxSegmentCount, uint.MaxValue);
        uint size = (uint)Math.Min(limits.MaxSegmentSizeBytes, uint.MaxValue);

        // The wrap is what this defect is about.
        return unchecked(count * size);
    }

    private static bool IommuHoldsBuffer(Setup setup, Device device)
    {
        Judge judge = Judging.BehindIommu(setup, device);
        var onePiece = new Layout(0, [new PfnRun(0, setup.Scenario.PageSize.PagesFor(setup.Scenario.BufferSizeBytes))]);
        var question = new IommuQuestion(
            setup.Over(onePiece), judge, device.Iommu!.GranuleBytes, setup.Scenario.Policy.Enforcement);
        return setup.Rules.Answer(question).Verdict == Verdict.Sat;
    }
}
