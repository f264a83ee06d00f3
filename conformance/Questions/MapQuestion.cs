using DmabufVerify.Conformance.Asking;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Conformance.Questions;

/// <summary>
/// What dma_map_sgtable makes of pages for one device: <c>M device limit max_segment boundary min_align direction offset size run...</c>;
/// answered by an errno and the segments, <c>address:length</c>; by a device that transfers, also by what became of that (kernel/map.c).
/// </summary>
/// <param name="On">What maps.</param>
/// <param name="LimitBytes">
/// The last address within the device's reach, counted from the pool's first byte where nothing stands between; <see langword="null"/>: all.
/// </param>
/// <param name="Limits">Segment size (32 bits), boundary and alignment; other fields are not asked.</param>
/// <param name="OffsetBytes">In the first page.</param>
/// <param name="SizeBytes">At least 1; ends in the last page.</param>
/// <param name="Runs">Page frames, counted from the first of the machine's pool of <see cref="PoolPages"/>.</param>
public sealed record MapQuestion(
    MapBackend On, ulong? LimitBytes, ResolvedLimits Limits, ulong OffsetBytes, ulong SizeBytes, ValueList<PfnRun> Runs) : KernelQuestion
{
    /// <summary>Pages that can be mapped; the pool starts at a multiple of its size.</summary>
    public const ulong PoolPages = 1024;

    /// <summary>Where the model has the pool: above all that a device with copies reaches.</summary>
    private const ulong ModelPoolPfn = 1UL << 20;

    /// <summary>
    /// Ends an answer for a device that transfers: what it wrote to addresses that were given back did not arrive, and the IOMMU told the kernel.
    /// </summary>
    private const string Stopped = "stopped";

    private static readonly PageSize Page = PageSize.FourKiB;

    /// <inheritdoc/>
    public override MapBackend Backend => On;

    /// <inheritdoc/>
    public override string Text => string.Create(
        null,
        $"M {Word} {(LimitBytes is not { } limit ? "0" : On == MapBackend.Direct ? $"+{limit:x}" : $"{limit:x}")} {Limits.MaxSegmentSizeBytes:x} {Limits.SegmentBoundaryMask:x} {Limits.MinAlignMask:x} 0 {OffsetBytes:x} {SizeBytes:x} {RunText.Of(Runs)}");

    private string Word => On switch
    {
        MapBackend.Direct => "direct",
        MapBackend.Bounce => "bounce",
        MapBackend.Iommu => "iommu",
        MapBackend.Vtd => "vtd",
        _ => throw new ArgumentOutOfRangeException(nameof(On)),
    };

    private PagedBuffer Buffer =>
        new(Page, new Layout(OffsetBytes, [.. Runs.Select(run => run with { FirstPfn = run.FirstPfn + ModelPoolPfn })]), SizeBytes);

    /// <summary>Reads <see cref="Text"/>.</summary>
    public static MapQuestion Parse(string text)
    {
        string[] words = text.Split(' ');
        return new(
            MapBackends.All.Single(backend => backend.ToString().Equals(words[1], StringComparison.OrdinalIgnoreCase)),
            words[2] == "0" ? null : RunText.Number(words[2].TrimStart('+')),
            ResolvedLimits.Unlimited with
            {
                MaxSegmentSizeBytes = RunText.Number(words[3]),
                SegmentBoundaryMask = RunText.Number(words[4]),
                MinAlignMask = RunText.Number(words[5]),
            },
            RunText.Number(words[7]),
            RunText.Number(words[8]),
            RunText.Runs(words.AsSpan(9)));
    }

    /// <inheritdoc/>
    public override string Expected(IRules model) => On switch
    {
        MapBackend.Direct => Direct(model),
        MapBackend.Bounce => Bounced(model),
        MapBackend.Iommu => Joined(model),
        MapBackend.Vtd => $"{Joined(model)} {Stopped}",
        _ => throw new ArgumentOutOfRangeException(nameof(model)),
    };

    /// <inheritdoc/>
    public override string Normal(string answer)
    {
        string[] words = [.. RunText.WithoutWarnings(answer).Split(' ').Where(word => !word.StartsWith("dma=", StringComparison.Ordinal))];
        if (words.Length < 2 || words.Any(word => word.StartsWith("bad=", StringComparison.Ordinal)))
        {
            return string.Join(' ', words);
        }

        Segment[] segments = [.. words[1..].Where(word => word.Contains(':')).Select(word => word.Split(':')).Select(pair => new Segment(RunText.Number(pair[0]), RunText.Number(pair[1])))];
        return On switch
        {
            MapBackend.Direct => string.Join(' ', words),
            MapBackend.Bounce => Said([.. segments], LowBits),
            MapBackend.Iommu => FromStart(segments),
            MapBackend.Vtd => $"{FromStart(segments)} {words[^1]}",
            _ => throw new ArgumentOutOfRangeException(nameof(answer)),
        };
    }

    /// <inheritdoc/>
    public override IEnumerable<KernelQuestion> Smaller()
    {
        foreach (ValueList<PfnRun> runs in RunText.Fewer(Runs))
        {
            ulong pages = new Layout(0, runs).Pages;
            yield return this with { Runs = runs, SizeBytes = (pages << Page.Shift) - OffsetBytes };
        }

        foreach (MapQuestion simpler in Simpler().Where(simpler => simpler != this))
        {
            yield return simpler;
        }
    }

    /// <summary>Each names a fixed value for one field: done once, it is done.</summary>
    private IEnumerable<MapQuestion> Simpler()
    {
        ulong whole = new Layout(0, Runs).Pages << Page.Shift;
        yield return this with { OffsetBytes = 0, SizeBytes = whole };
        yield return this with { LimitBytes = null };
        yield return this with { Limits = Limits.Without(LimitKind.SegmentBoundaryMask) };
        yield return this with { Limits = Limits.Without(LimitKind.MinAlignMask) };
        yield return this with { Limits = Limits with { MaxSegmentSizeBytes = 65536 } };
    }

    private string Joined(IRules model) => Said(model.JoinedTable(Buffer, Limits, Page.Bytes, int.MaxValue).Segments, address => address);

    private string FromStart(Segment[] segments) => Said([.. segments], address => address - (segments[0].AddressBytes & ~(Page.Bytes - 1)));

    private string Direct(IRules model)
    {
        ResolvedLimits reach = ResolvedLimits.Unlimited with
        {
            AddressMask = LimitBytes is { } limit ? (ModelPoolPfn << Page.Shift) + limit : ulong.MaxValue,
        };
        return model.Table(Buffer, [new Judge("kernel", reach, 0)], int.MaxValue) is { } table
            ? Said(table.Segments, address => address - (ModelPoolPfn << Page.Shift))
            : "-5";
    }

    private string Bounced(IRules model)
    {
        ResolvedLimits reach = ResolvedLimits.Unlimited with { AddressMask = uint.MaxValue };
        var judge = new BouncingJudge(new Judge("kernel", reach, 0), Limits with { AddressMask = uint.MaxValue });
        return model.TableWithCopies(Buffer, judge, int.MaxValue) is { } table
            ? Said([.. table.Select(segment => segment.OnBus)], LowBits)
            : "-5";
    }

    /// <summary>Where in the pool a copy lies is the kernel's affair; what the device's limits say about its address is not.</summary>
    private ulong LowBits(ulong address) => address & (Limits.MinAlignMask == 0 ? Swiotlb.SlotBytes - 1 : Limits.MinAlignMask);

    private string Said(ValueList<Segment> segments, Func<ulong, ulong> address) =>
        $"0 {string.Join(' ', segments.Select(s => $"{address(s.AddressBytes):x}:{s.LengthBytes:x}{(On == MapBackend.Bounce && Crosses(s) ? "!" : "")}"))}";

    private bool Crosses(Segment segment) =>
        ((segment.AddressBytes ^ segment.LastByte) & ~Limits.SegmentBoundaryMask) != 0;
}
