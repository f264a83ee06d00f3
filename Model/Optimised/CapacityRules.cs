using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised;

/// <summary>Whether any layout at all holds a buffer of some size for a set of judges.</summary>
internal static class CapacityRules
{
    public static TableVote Answer(CapacityQuestion question)
    {
        ReadOnlySpan<Judge> judges = question.Judges.AsSpan();
        if (judges.Length > 1 && (question.Mode == SharingMode.Tailored || !OffsetsAgree(judges)))
        {
            return Between(question, judges);
        }

        var capacity = new Capacity(question.PageSize, Merged(judges));
        if (capacity.ExactBytes() is not { } bytes)
        {
            return Between(question, judges);
        }

        TableVote vote = question.SizeBytes <= bytes
            ? TableVote.Sat()
            : TableVote.Unsat(TooLittle(question, judges, capacity));
        return vote with { CapacityBytes = bytes };
    }

    /// <summary>No one number: asks each judge alone for a bound above, and contiguous storage for one below.</summary>
    private static TableVote Between(CapacityQuestion question, ReadOnlySpan<Judge> judges)
    {
        foreach (Judge judge in judges)
        {
            var capacity = new Capacity(question.PageSize, judge);
            if (question.SizeBytes > (capacity.ExactBytes() ?? capacity.BytesWithoutGap()))
            {
                return TableVote.Unsat(TooLittle(question, [judge], capacity));
            }
        }

        return ContiguousStorage.Suits(question)
            ? TableVote.Sat()
            : TableVote.Unknown(
                "no contiguous storage suits all devices, and each alone could hold the buffer; give a layout to decide");
    }

    private static Refusal TooLittle(CapacityQuestion question, ReadOnlySpan<Judge> judges, Capacity capacity)
    {
        LimitKind kind = capacity.ReachableBytes < question.SizeBytes ? LimitKind.AddressMask : LimitKind.MaxSegmentCount;
        Judge tightest = LimitMerge.Tightest(judges, kind);
        return new(tightest.Device, kind, tightest.Limits[kind], question.SizeBytes, null);
    }

    private static Judge Merged(ReadOnlySpan<Judge> judges)
    {
        ResolvedLimits limits = judges[0].Limits;
        foreach (Judge judge in judges)
        {
            limits = LimitMerge.Tightest(limits, judge.Limits);
        }

        return judges[0] with { Limits = limits };
    }

    private static bool OffsetsAgree(ReadOnlySpan<Judge> judges)
    {
        foreach (Judge judge in judges)
        {
            if (judge.BusOffsetBytes != judges[0].BusOffsetBytes)
            {
                return false;
            }
        }

        return true;
    }
}
