using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>
/// Whether there could be storage at all, anywhere, that the devices can use: what attach must notice at once, since no waiting will
/// help (thread D7.3, D9.3, D10.1).
/// </summary>
internal static class AnyStorage
{
    private static readonly SpecVoter Voter = new();

    public static bool CouldServe(Scenario scenario, ValueList<Device> devices) =>
        devices.All(device => CouldServe(scenario, device)) && UnionCouldServe(scenario, devices);

    private static bool CouldServe(Scenario scenario, Device device)
    {
        if (device.Iommu is not { } iommu)
        {
            return IsLargeEnough(scenario, DirectJudge(device, scenario.Policy));
        }

        var onePiece = new Layout(0, [new PfnRun(0, scenario.PageSize.PagesFor(scenario.BufferSizeBytes))]);
        var buffer = new PagedBuffer(scenario.PageSize, onePiece, scenario.BufferSizeBytes);
        var judge = new Judge(device.Name, device.Limits.Resolve(scenario.Policy.Defaults), BusOffsetBytes: 0);
        var question = new IommuQuestion(buffer, judge, iommu.GranuleBytes, scenario.Policy.Enforcement);
        return Voter.Answer(question).Verdict != Verdict.Unsat;
    }

    /// <summary>In mode shared, devices that see the same addresses are asked for together.</summary>
    private static bool UnionCouldServe(Scenario scenario, ValueList<Device> devices) =>
        scenario is not { Mode: SharingMode.Shared, Policy.Splitting: Splitting.Early }
        || devices.Where(d => d is { Iommu: null, MayBounce: false })
            .Select(d => DirectJudge(d, scenario.Policy))
            .GroupBy(judge => judge.BusOffsetBytes)
            .Where(group => group.Count() > 1)
            .All(group => IsLargeEnough(scenario, group.First() with { Limits = Merging.Merge([.. group.Select(j => j.Limits)]) }));

    /// <summary>The gap mask has no simple form here: it is left to the question about the exporter's own storage.</summary>
    private static Judge DirectJudge(Device device, Policy policy)
    {
        Judge judge = Question.DirectJudge(device, policy);
        judge = judge with { Limits = judge.Limits.Without(LimitKind.VirtBoundaryMask) };
        return device.MayBounce ? judge with { Limits = judge.Limits.Without(LimitKind.AddressMask), BusOffsetBytes = 0 } : judge;
    }

    private static bool IsLargeEnough(Scenario scenario, Judge judge) =>
        CapacityByPieces.Bytes(scenario.PageSize, judge) >= scenario.BufferSizeBytes;
}
