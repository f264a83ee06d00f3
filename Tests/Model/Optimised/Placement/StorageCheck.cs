using DmabufVerify.Tests.Model.Optimised.Bouncing;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Optimised.Placement;

/// <summary>Whether storage is what a placement question asks for.</summary>
internal static class StorageCheck
{
    /// <summary>As many distinct pages of the extents as the buffer needs, from offset 0.</summary>
    public static bool IsTaken(PlacementQuestion question, Layout storage)
    {
        PfnRun[] runs = [.. storage.Runs.OrderBy(r => r.FirstPfn)];
        return storage.OffsetBytes == 0
            && storage.Pages == question.Pages
            && runs.All(run => run.Pages > 0 && question.Extents.Any(e => e.FirstPfn <= run.FirstPfn && run.EndPfn <= e.EndPfn))
            && runs.Zip(runs.Skip(1)).All(pair => pair.First.EndPfn <= pair.Second.FirstPfn);
    }

    /// <summary>Whether the tables exist, by trying every cut: for small buffers.</summary>
    public static bool HasTables(PlacementQuestion question, Layout storage)
    {
        var buffer = new PagedBuffer(question.PageSize, storage, question.SizeBytes);
        bool zeroCopy = question.Mode == SharingMode.Shared
            ? new NaiveTables(buffer, question.Judges).IsSat
            : question.Judges.All(judge => new NaiveTables(buffer, [judge]).IsSat);
        return zeroCopy && CopiesAndJoinsSuit(question, buffer);
    }

    /// <summary>Whether all devices that may bounce have their tables, and the kernel's join leaves few enough segments for the others.</summary>
    public static bool CopiesAndJoinsSuit(PlacementQuestion question, PagedBuffer buffer) =>
        question.Bouncing.All(judge => new NaiveBounce(buffer, judge).IsSat)
        && question.Joining.All(joining => JoinSuits(buffer, joining));

    private static bool JoinSuits(PagedBuffer buffer, JoiningJudge joining)
    {
        ResolvedLimits limits = joining.Judge.Limits;
        ulong end = (System.Numerics.BitOperations.RoundUpToPowerOf2(buffer.UsedPages) * buffer.PageSize.Bytes) + buffer.SizeBytes;
        return end - 1 <= limits.AddressMask
            && (ulong)KernelLoops.Join(buffer, limits, joining.GranuleBytes).Count <= limits.MaxSegmentCount;
    }
}
