using DmabufVerify.Vocabulary;

namespace DmabufVerify.Conformance.Questions;

/// <summary>
/// What sg_alloc_table_from_pages_segment (lib/scatterlist.c) makes of a list of pages: <c>P offset size max_segment run...</c>; answered
/// by an errno and the entries, <c>pfn:offset:length</c>.
/// </summary>
/// <param name="OffsetBytes">In the first page.</param>
/// <param name="SizeBytes">At least 1, at most what the pages hold behind the offset.</param>
/// <param name="MaxSegmentBytes">Any 32-bit number, those below a page included.</param>
/// <param name="Runs">All pages that are handed over, in order; pages behind the last byte are a mistake that the kernel does not notice.</param>
public sealed record SgTableQuestion(ulong OffsetBytes, ulong SizeBytes, uint MaxSegmentBytes, ValueList<PfnRun> Runs) : KernelQuestion
{
    private static readonly PageSize Page = PageSize.FourKiB;

    /// <inheritdoc/>
    public override string Text => $"P {OffsetBytes:x} {SizeBytes:x} {MaxSegmentBytes:x} {RunText.Of(Runs)}";

    /// <inheritdoc/>
    public override string? OutsideModel => Pages > Buffer.UsedPages ? "pages behind the last byte belong to no table" : null;

    /// <summary>Pages handed over.</summary>
    public ulong Pages => Buffer.Layout.Pages;

    private PagedBuffer Buffer => new(Page, new Layout(OffsetBytes, Runs), SizeBytes);

    /// <summary>Reads <see cref="Text"/>.</summary>
    public static SgTableQuestion Parse(string text)
    {
        string[] words = text.Split(' ');
        return new(RunText.Number(words[1]), RunText.Number(words[2]), (uint)RunText.Number(words[3]), RunText.Runs(words.AsSpan(4)));
    }

    /// <inheritdoc/>
    public override string Expected(IRules model)
    {
        if (LimitChecks.Check(new Limits { MaxSegmentSizeBytes = MaxSegmentBytes }, Page) is not null)
        {
            return "-22";
        }

        ResolvedLimits limits = ResolvedLimits.Unlimited with { MaxSegmentSizeBytes = MaxSegmentBytes };
        SegmentTable table = model.Table(Buffer, [new Judge("kernel", limits, 0)], int.MaxValue)!;
        return $"0 {string.Join(' ', table.Segments.Select(Entry))}";
    }

    /// <inheritdoc/>
    public override string Normal(string answer) => RunText.WithoutWarnings(answer);

    /// <inheritdoc/>
    public override IEnumerable<KernelQuestion> Smaller()
    {
        foreach (SgTableQuestion fewer in FewerPages())
        {
            yield return fewer;
        }

        ulong first = Runs[0].FirstPfn;
        if (first > 1 && Runs.All(run => run.FirstPfn >= first))
        {
            yield return this with { Runs = [.. Runs.Select(run => run with { FirstPfn = run.FirstPfn - first + 1 })] };
        }

        // One byte; one byte in the last page; half.
        ulong beforeLast = (Buffer.UsedPages - 1) << Page.Shift;
        ulong lastPage = beforeLast > OffsetBytes ? beforeLast + 1 - OffsetBytes : 1;
        foreach (ulong size in new[] { 1UL, lastPage, SizeBytes / 2, SizeBytes - 1 }.Where(size => size > 0 && size < SizeBytes).Distinct())
        {
            yield return this with { SizeBytes = size };
        }

        if (OffsetBytes > 0)
        {
            yield return this with { OffsetBytes = 0 };
        }

        for (ulong pages = 1; pages << Page.Shift < MaxSegmentBytes && pages <= Pages; pages *= 2)
        {
            yield return this with { MaxSegmentBytes = (uint)(pages << Page.Shift) };
        }
    }

    /// <summary>The same with a run left out, or with a run halved; its size cut to what the pages hold.</summary>
    private IEnumerable<SgTableQuestion> FewerPages()
    {
        foreach (ValueList<PfnRun> runs in RunText.Fewer(Runs))
        {
            ulong lost = (Pages - new Layout(0, runs).Pages) << Page.Shift;
            ulong most = (new Layout(0, runs).Pages << Page.Shift) - OffsetBytes;
            yield return this with { Runs = runs, SizeBytes = Math.Min(most, SizeBytes > lost ? SizeBytes - lost : 1) };
        }
    }

    private static string Entry(Segment segment) =>
        $"{segment.AddressBytes >> Page.Shift:x}:{segment.AddressBytes & (Page.Bytes - 1):x}:{segment.LengthBytes:x}";
}
