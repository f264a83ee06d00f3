using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>Tables in physical addresses over a layout.</summary>
internal static class Tables
{
    /// <summary>The shortest table that is valid for all judges, their counts included.</summary>
    public static SegmentTable? Valid(PagedBuffer buffer, ValueList<Judge> judges)
    {
        PageWalk.Outcome walk = PageWalk.Walk(new Pages(buffer), judges);
        return walk.StuckAt is null && judges.All(j => (ulong)walk.Segments.Count <= j.Limits.MaxSegmentCount)
            ? new SegmentTable([.. walk.Segments])
            : null;
    }

    /// <summary>A device's say over tables, and all of its limits over the pool: the kernel honours them there.</summary>
    public static BouncingJudge Bouncing(Device device, Policy policy) =>
        new(Question.DirectJudge(device, policy), device.Limits.Resolve(policy.Defaults));
}
