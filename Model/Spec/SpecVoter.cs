using DmabufVerify.Spec.Lifecycle;
using DmabufVerify.Spec.Placement;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec;

/// <summary>The executable specification as a voter: answers from the definitions, page by page, and says unknown where that is too much.</summary>
public sealed class SpecVoter : IRules
{
    /// <inheritdoc/>
    public string Name => "spec";

    /// <inheritdoc/>
    public TableVote Answer(TableQuestion question) => question switch
    {
        LayoutQuestion q => OverLayout(q.Buffer, q.Judges),
        BounceQuestion q => TooManyPages(q.Buffer) ?? BouncedTable.Answer(q.Buffer, q.Judge),
        IommuQuestion { Enforcement: Enforcement.Strict } q => OverIovaRange(q),
        IommuQuestion { Enforcement: Enforcement.Kernel } q => AsTheKernelJoins(q),
        CapacityQuestion q => OverAnyLayout(q),
        PlacementQuestion q => Placing.Answer(q),
        _ => throw new ArgumentOutOfRangeException(nameof(question)),
    };

    /// <inheritdoc/>
    public ResolvedLimits Merge(ReadOnlySpan<ResolvedLimits> limits) => Merging.Merge(limits.ToArray());

    /// <inheritdoc/>
    public IAttachSet NewAttachSet() => new AttachList();

    /// <inheritdoc/>
    public IDmaBuf NewBuffer(Scenario scenario) => new SpecBuffer(scenario);

    /// <inheritdoc/>
    public SegmentTable? Table(PagedBuffer buffer, ValueList<Judge> judges, int maxSegments)
    {
        PageWalk.Outcome walk = PageWalk.Walk(new Pages(buffer), judges);
        return walk.StuckAt is null ? new SegmentTable(new([.. walk.Segments.Take(maxSegments)])) : null;
    }

    /// <inheritdoc/>
    public ValueList<BouncedSegment>? TableWithCopies(PagedBuffer buffer, BouncingJudge judge, int maxSegments) =>
        BouncedTable.WithCopies(buffer, judge) is { } table ? [.. table.Take(maxSegments)] : null;

    /// <inheritdoc/>
    public ulong LongestPrefixBytes(PagedBuffer buffer, ValueList<Judge> judges) => Prefix.LongestBytes(buffer, judges);

    /// <inheritdoc/>
    public UInt128? CapacityBytes(PageSize pageSize, Judge judge) =>
        CapacityBySearch.Bytes(pageSize, judge) ?? CapacityByPieces.Bytes(pageSize, judge);

    /// <inheritdoc/>
    public SegmentTable JoinedTable(PagedBuffer buffer, ResolvedLimits limits, ulong granuleBytes, int maxSegments) =>
        new(new([.. KernelJoin.Segments(buffer, limits, granuleBytes).Take(maxSegments)]));

    private static TableVote OverLayout(PagedBuffer buffer, ValueList<Judge> judges)
    {
        if (TooManyPages(buffer) is { } unknown)
        {
            return unknown;
        }

        var pages = new Pages(buffer);
        int? fewest = pages.Count <= FewestBySearch.MaxPages
            ? FewestBySearch.Count(pages, judges)
            : FewestByWalk(pages, judges);
        return fewest is null
            ? TableVote.Unsat(Blame.NoTable(pages, judges))
            : WithinCount((ulong)fewest, judges);
    }

    private static TableVote? TooManyPages(PagedBuffer buffer) => buffer.UsedPages > Pages.Max
        ? TableVote.Unknown($"{buffer.UsedPages} pages; the specification walks at most {Pages.Max}")
        : null;

    private static int? FewestByWalk(Pages pages, ValueList<Judge> judges)
    {
        PageWalk.Outcome walk = PageWalk.Walk(pages, judges);
        return walk.StuckAt is null ? walk.Segments.Count : null;
    }

    /// <summary>The vote when the shortest table is known and only the counts are left to be looked at.</summary>
    internal static TableVote WithinCount(ulong fewest, ValueList<Judge> judges)
    {
        Judge strictest = judges.MinBy(j => j.Limits.MaxSegmentCount)!;
        ulong limit = strictest.Limits.MaxSegmentCount;
        return fewest <= limit
            ? TableVote.Sat(fewest)
            : TableVote.Unsat(new Refusal(strictest.Device, LimitKind.MaxSegmentCount, limit, fewest, Page: null), fewest);
    }

    private static TableVote OverIovaRange(IommuQuestion question)
    {
        ResolvedLimits limits = question.Judge.Limits;
        if (limits.MinAlignMask > question.GranuleBytes - 1)
        {
            return Refused(question.Judge, LimitKind.MinAlignMask, needed: null);
        }

        return IovaRange.Of(question.Buffer) is { } range
            ? OverLayout(range, [question.Judge with { BusOffsetBytes = 0 }])
            : Refused(question.Judge, LimitKind.AddressMask, needed: null);
    }

    private static TableVote AsTheKernelJoins(IommuQuestion question)
    {
        Judge judge = question.Judge with { BusOffsetBytes = 0 };
        if (RangeOutOfReach(question.Buffer, judge) is { } refused)
        {
            return refused;
        }

        ulong entries = KernelJoin.MostEntries(question.Buffer);
        return entries > KernelJoin.MaxEntries
            ? TableVote.Unknown($"up to {entries} sg entries; the specification joins at most {KernelJoin.MaxEntries}")
            : WithinCount(
                (ulong)KernelJoin.Segments(question.Buffer, judge.Limits, question.GranuleBytes).LongCount(),
                [judge]);
    }

    /// <summary>The vote of a device behind an IOMMU that does not reach the range of such a buffer's size; <see langword="null"/> when it does.</summary>
    internal static TableVote? RangeOutOfReach(PagedBuffer buffer, Judge judge)
    {
        if (IovaRange.Of(buffer) is not { } range)
        {
            return Refused(judge, LimitKind.AddressMask, needed: null);
        }

        UInt128 lastByte = ((UInt128)range.Layout.Runs[0].FirstPfn << range.PageSize.Shift)
            + range.Layout.OffsetBytes + range.SizeBytes - 1;
        return lastByte > judge.Limits.AddressMask ? Refused(judge, LimitKind.AddressMask, (ulong)lastByte) : null;
    }

    private static TableVote Refused(Judge judge, LimitKind kind, ulong? needed) =>
        TableVote.Unsat(new Refusal(judge.Device, kind, judge.Limits[kind], needed, Page: null));

    private static TableVote OverAnyLayout(CapacityQuestion question)
    {
        var capacities = question.Judges.Select(j => (Judge: j, Bytes: Capacity(question.PageSize, j))).ToList();
        (Judge tightest, UInt128? least) = capacities.MinBy(c => c.Bytes ?? UInt128.MaxValue);
        bool sameAddresses = question.Judges.All(j => j.BusOffsetBytes == question.Judges[0].BusOffsetBytes);
        if (question.Judges.Count == 1 || (question.Mode == SharingMode.Shared && sameAddresses))
        {
            ResolvedLimits merged = Merging.Merge([.. question.Judges.Select(j => j.Limits)]);
            least = Capacity(question.PageSize, tightest with { Limits = merged });
            return least is null ? GapUnknown : Measured(question, tightest, least.Value);
        }

        if (least < question.SizeBytes)
        {
            return TableVote.Unsat(Blame.TooSmall(question, tightest));
        }

        return SuitsInOnePiece(question)
            ? TableVote.Sat()
            : TableVote.Unknown("each device alone can hold the buffer; storage that suits all of them is not searched for");
    }

    private static TableVote GapUnknown =>
        TableVote.Unknown($"a gap mask above a page and more than {CapacityBySearch.MaxPages} pages in reach");

    private static UInt128? Capacity(PageSize pageSize, Judge judge) =>
        CapacityBySearch.Bytes(pageSize, judge) ?? CapacityByPieces.Bytes(pageSize, judge);

    private static TableVote Measured(CapacityQuestion question, Judge tightest, UInt128 capacity)
    {
        TableVote vote = capacity >= question.SizeBytes
            ? TableVote.Sat()
            : TableVote.Unsat(Blame.TooSmall(question, tightest));
        return vote with { CapacityBytes = capacity };
    }

    /// <summary>Whether the lowest contiguous storage whose start suits every boundary has the tables.</summary>
    private static bool SuitsInOnePiece(CapacityQuestion question)
    {
        ulong pages = question.PageSize.PagesFor(question.SizeBytes);
        long lowest = question.Judges.Max(j => Math.Max(0, j.BusOffsetBytes)) / (long)question.PageSize.Bytes;
        if (pages > Pages.Max)
        {
            return false;
        }

        var buffer = new PagedBuffer(question.PageSize, new Layout(0, [new PfnRun((ulong)lowest, pages)]), question.SizeBytes);
        return question.Mode == SharingMode.Shared
            ? OverLayout(buffer, question.Judges).Verdict == Verdict.Sat
            : question.Judges.All(j => OverLayout(buffer, [j]).Verdict == Verdict.Sat);
    }
}
