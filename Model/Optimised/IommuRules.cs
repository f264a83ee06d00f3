using System.Numerics;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised;

/// <summary>Tables in the addresses an IOMMU gives one device.</summary>
internal static class IommuRules
{
    public static TableVote Answer(IommuQuestion question)
    {
        Judge judge = question.Judge with { BusOffsetBytes = 0 };
        PagedBuffer range = Range(question.Buffer);
        return question.Enforcement == Enforcement.Strict
            ? Strict(range, judge, question.GranuleBytes)
            : Kernel(question, range, judge);
    }

    /// <summary>The refusal of a device that cannot reach the end of the range, which depends on the buffer's length alone.</summary>
    public static Refusal? OutOfReach(IommuQuestion question) =>
        LayoutRules.OutOfReach(Range(question.Buffer), [question.Judge with { BusOffsetBytes = 0 }]);

    private static TableVote Strict(PagedBuffer range, Judge judge, ulong granuleBytes)
    {
        ulong mask = judge.Limits.MinAlignMask;
        return mask > granuleBytes - 1
            ? TableVote.Unsat(new(judge.Device, LimitKind.MinAlignMask, mask, null, null))
            : LayoutRules.Answer(range, [judge]);
    }

    private static TableVote Kernel(IommuQuestion question, PagedBuffer range, Judge judge)
    {
        if (LayoutRules.OutOfReach(range, [judge]) is { } outOfReach)
        {
            return TableVote.Unsat(outOfReach);
        }

        ulong segments = JoinedSegments.Count(question.Buffer, judge.Limits, question.GranuleBytes);
        ulong most = judge.Limits.MaxSegmentCount;
        return segments <= most
            ? TableVote.Sat(segments)
            : TableVote.Unsat(new(judge.Device, LimitKind.MaxSegmentCount, most, segments, null), segments);
    }

    /// <summary>The used pages as the one run of device addresses that the IOVA allocator aligns to its own size.</summary>
    private static PagedBuffer Range(PagedBuffer buffer)
    {
        ulong start = BitOperations.RoundUpToPowerOf2(buffer.UsedPages);
        return buffer with { Layout = new(buffer.Layout.OffsetBytes, [new PfnRun(start, buffer.UsedPages)]) };
    }
}
