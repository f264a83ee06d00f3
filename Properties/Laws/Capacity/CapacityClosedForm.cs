using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Capacity;

/// <summary>The sum of the largest pieces is the largest buffer that a search over all storage finds, where the reach is small enough to search.</summary>
internal static class CapacityClosedForm
{
    public static Law Law { get; } = new(
        "Capacity.ClosedForm", "capacity(L) = sum of the L.count largest pieces of the windows in reach", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => LawResult.Worst(
        from device in c.Scenario.Devices
        where device.Iommu is null
        let limits = device.Limits.Resolve(c.Scenario.Policy.Defaults)
        select CheckJudge(c.Scenario.PageSize, new Judge(device.Name, limits, device.BusOffsetBytes)));

    private static LawResult CheckJudge(PageSize pageSize, Judge judge)
    {
        UInt128? searched = CapacityBySearch.Bytes(pageSize, judge);
        UInt128? summed = CapacityByPieces.Bytes(pageSize, judge);
        return searched is null || summed is null ? LawResult.NotApplicable
            : searched == summed ? LawResult.Holds
            : LawResult.Violated("search against sum", $"{searched} bytes", $"{summed} bytes");
    }
}
