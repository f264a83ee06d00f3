using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>Devices as judges of tables.</summary>
internal static class Judging
{
    /// <summary>A directly mapped device under the scenario's policy.</summary>
    public static Judge Direct(Setup setup, Device device)
    {
        Judge judge = Question.DirectJudge(device, setup.Scenario.Policy);
        return judge with { Limits = Honourable(setup, judge.Limits) };
    }

    /// <summary>A device behind an IOMMU, in the addresses that it is given.</summary>
    public static Judge BehindIommu(Setup setup, Device device) => new(device.Name, Resolved(setup, device), BusOffsetBytes: 0);

    /// <summary>A device's limits whatever the running kernel enforces.</summary>
    public static ResolvedLimits Resolved(Setup setup, Device device) =>
        Honourable(setup, device.Limits.Resolve(setup.Scenario.Policy.Defaults));

    /// <summary>Whether there is a table over the storage that all these judges accept, count included.</summary>
    public static bool HasTable(Setup setup, Layout layout, ValueList<Judge> judges) =>
        setup.Rules.Answer(new LayoutQuestion(setup.Over(layout), judges)).Verdict == Verdict.Sat;

    /// <summary>The ones at the low end of a mask: the mask itself where it is 2^k - 1.</summary>
    public static ulong LowMask(ulong mask)
    {
        // All ones plus one wraps to zero, and its complement then keeps all of them.
        ulong aboveOnes = unchecked(mask + 1);
        return mask & ~aboveOnes;
    }

    /// <summary>
    /// Limits that came in by <see cref="Defect.F11"/> and <see cref="Defect.F12"/> are honoured as far as a table made of pages can:
    /// no segment is less than a page, no window less than the ones at the low end of its mask.
    /// </summary>
    private static ResolvedLimits Honourable(Setup setup, ResolvedLimits limits)
    {
        ulong page = setup.Scenario.PageSize.Bytes;
        return limits with
        {
            MaxSegmentSizeBytes = Math.Max(limits.MaxSegmentSizeBytes, page),
            SegmentBoundaryMask = Math.Max(LowMask(limits.SegmentBoundaryMask), page - 1),
        };
    }
}
