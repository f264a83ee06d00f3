using System.Numerics;
using DmabufVerify.Optimised.Bouncing;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <summary>
/// Whether storage does for devices, and their tables over it (docs/lifecycle.md, "Serving" and "Map"). Pure: every answer follows from
/// the arguments and from what the scenario fixes.
/// </summary>
/// <param name="scenario">Page size, bytes of the buffer, policy.</param>
public class Serving(Scenario scenario)
{
    /// <summary>The scenario it is about.</summary>
    protected Scenario Scenario { get; } = scenario;

    /// <summary>The buffer over some storage.</summary>
    public PagedBuffer BufferOver(Layout layout) => new(Scenario.PageSize, layout, Scenario.BufferSizeBytes);

    /// <summary>Whether any storage at all could serve a device alone: a direct one's gap mask is set aside, and the reach of one that bounces.</summary>
    public virtual bool CouldServe(DeviceProfile profile)
    {
        if (profile.IsDirect)
        {
            Judge judge = profile.Judge;
            return CouldServe(profile.Bounces ? new(judge.Device, judge.Limits.Without(LimitKind.AddressMask), 0) : judge);
        }

        var onePiece = new Layout(0, [new PfnRun(0, Scenario.PageSize.PagesFor(Scenario.BufferSizeBytes))]);
        return ServesIommu(profile, BufferOver(onePiece));
    }

    /// <summary>The same for the merged limits of devices of one bus offset.</summary>
    public virtual bool CouldServe(Judge merged) =>
        new Capacity(Scenario.PageSize, merged).BytesWithoutGap() >= Scenario.BufferSizeBytes;

    /// <summary>Whether given storage serves a device alone.</summary>
    public virtual bool Serves(DeviceProfile profile, PagedBuffer buffer)
    {
        if (!profile.IsDirect)
        {
            return ServesIommu(profile, buffer);
        }

        return profile.Bounces && NeedsBounce(profile, buffer)
            ? Bounced(profile, buffer) is not null
            : HasOneTable(buffer, [profile.Judge]);
    }

    /// <summary>Whether one table satisfies all judges, count included.</summary>
    public virtual bool HasOneTable(PagedBuffer buffer, ReadOnlySpan<Judge> judges) =>
        judges.IsEmpty || LayoutRules.Answer(buffer, judges).Verdict == Verdict.Sat;

    /// <summary>The shortest table for all judges, in physical addresses.</summary>
    public virtual SegmentTable? OneTable(PagedBuffer buffer, ReadOnlySpan<Judge> judges) =>
        LayoutTables.Build(buffer, judges, int.MaxValue);

    /// <summary>Whether a device accepts a table that was made for others, in physical addresses. O(segments).</summary>
    public virtual bool Fits(SegmentTable table, DeviceProfile profile) =>
        TableFit.IsValid(Scenario.PageSize, table, profile.Judge);

    /// <summary>A device's own table over storage that serves it; <see langword="null"/> where a segment finds no place in the bounce pool.</summary>
    public virtual TablePlan? Plan(DeviceProfile profile, PagedBuffer buffer)
    {
        if (!profile.IsDirect)
        {
            return new(MappingKind.Iommu, IommuTable(profile, buffer));
        }

        if (profile.Bounces && NeedsBounce(profile, buffer))
        {
            return Bounced(profile, buffer) is { } table ? new(MappingKind.Bounced, table) : null;
        }

        SegmentTable physical = LayoutTables.Cut(buffer, JointCuts.Of(buffer.PageSize, [profile.Judge]), int.MaxValue);
        return new(MappingKind.Direct, TablePlan.Shifted(physical, -profile.Device.BusOffsetBytes));
    }

    /// <summary>Whether a byte of the buffer is out of a device's reach.</summary>
    public virtual bool NeedsBounce(DeviceProfile profile, PagedBuffer buffer) =>
        new JudgeReach(buffer.PageSize, profile.Judge).FirstPageOutOfReach(buffer) >= 0;

    /// <summary>The longest segment that can be copied; 0 for none.</summary>
    protected virtual ulong LongestBounceBytes(ResolvedLimits limits) => BouncePool.LongestBytes(limits.MinAlignMask);

    /// <summary>What the kernel leaves when it joins segments behind an IOMMU, relative to the start of the range.</summary>
    protected virtual SegmentTable Joined(DeviceProfile profile, PagedBuffer buffer) =>
        JoinedSegments.Build(buffer, profile.Judge.Limits, profile.Device.Iommu!.GranuleBytes, int.MaxValue);

    /// <summary>
    /// The table of a device that cannot reach everything, in its own addresses, copies included. <see langword="null"/> when there is
    /// none, its count is too high, or a copy finds no place.
    /// </summary>
    protected virtual SegmentTable? Bounced(DeviceProfile profile, PagedBuffer buffer)
    {
        Judge judge = profile.Judge;
        if (BounceCuts.Capped(buffer.PageSize, judge, LongestBounceBytes(profile.Resolved)) is not { } capped)
        {
            return null;
        }

        JointCuts cuts = JointCuts.Of(buffer.PageSize, [capped]);
        RunCut cut = LayoutRules.Count(buffer, cuts);
        if (cut.IsRejected || (ulong)cut.Segments > judge.Limits.MaxSegmentCount)
        {
            return null;
        }

        long offset = profile.Device.BusOffsetBytes;
        var pool = new BouncePool(buffer.PageSize, profile.Resolved, offset);
        SegmentTable originals = LayoutTables.Cut(buffer, cuts, int.MaxValue);
        var segments = new Segment[originals.Segments.Count];
        for (int i = 0; i < segments.Length; i++)
        {
            Segment original = originals.Segments[i];
            Int128 first = (Int128)original.AddressBytes - offset;
            if (first < 0 || first + original.LengthBytes - 1 > judge.Limits.AddressMask)
            {
                if (pool.Place(original) is not { } copy)
                {
                    return null;
                }

                first = (Int128)copy - offset;
            }

            segments[i] = new((ulong)first, original.LengthBytes);
        }

        return new(new([.. segments]));
    }

    private bool ServesIommu(DeviceProfile profile, PagedBuffer buffer)
    {
        var question = new IommuQuestion(buffer, profile.Judge, profile.Device.Iommu!.GranuleBytes, Scenario.Policy.Enforcement);
        return IommuRules.Answer(question).Verdict == Verdict.Sat;
    }

    /// <summary>Cuts depend on the range's alignment alone, not on where it starts.</summary>
    private SegmentTable IommuTable(DeviceProfile profile, PagedBuffer buffer)
    {
        if (Scenario.Policy.Enforcement == Enforcement.Kernel)
        {
            return Joined(profile, buffer);
        }

        ulong start = BitOperations.RoundUpToPowerOf2(buffer.UsedPages);
        PagedBuffer range = buffer with { Layout = new(buffer.Layout.OffsetBytes, [new PfnRun(start, buffer.UsedPages)]) };
        SegmentTable table = LayoutTables.Cut(range, JointCuts.Of(range.PageSize, [profile.Judge]), int.MaxValue);
        return TablePlan.Shifted(table, -(long)(start << buffer.PageSize.Shift));
    }
}
