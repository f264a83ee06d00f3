using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Exporting;

/// <summary>
/// What the kernel's builder, sg_alloc_table_from_pages_segment (lib/scatterlist.c), is asked about one part of a question, and what has to come
/// out. The builder knows one limit, the segment size; whether its table suits all the others is looked at afterwards.
/// </summary>
/// <param name="Name">The devices that are concerned.</param>
/// <param name="Buffer">The bytes and their page frames.</param>
/// <param name="Judges">Whose table it is.</param>
/// <param name="MaxSegment">The builder's argument: the least segment size of all, which has 32 bits there.</param>
/// <param name="Fewest">Segments of the shortest table within all limits but the count; <see langword="null"/> when there is none.</param>
/// <param name="Verdict">Whether there is a table for all.</param>
internal sealed record KernelCase(
    string Name, PagedBuffer Buffer, ValueList<Judge> Judges, uint MaxSegment, ulong? Fewest, Verdict Verdict)
{
    /// <summary>Longer tables are checked by their number of entries and their bytes.</summary>
    public const int MostLengths = 64;

    /// <summary>Smallest page of the device's IOMMU; <see langword="null"/> for what is mapped directly.</summary>
    public ulong? GranuleBytes { get; init; }

    /// <summary>The builder's table; <see langword="null"/> for what is not its business.</summary>
    public SegmentTable? Built { get; init; }

    /// <summary>The first entry of it that breaks a limit other than the count; <see langword="null"/> when none does.</summary>
    public TableProblem? Misfit { get; init; }

    /// <summary>Whether it suits every device, the count included.</summary>
    public bool Fits { get; init; }

    /// <summary>Why a test cannot ask for it; <see langword="null"/> when it can.</summary>
    public string? NotAsked => Built is null ? "behind an IOMMU: its driver makes the table, not the builder" : null;

    /// <summary>The case of a part, with the specification's expectations; <see langword="null"/> for a part without page frames.</summary>
    /// <param name="part">Of a question of at most <see cref="Pages.Max"/> pages.</param>
    /// <param name="spec">The specification, without a planted defect: it says what is expected.</param>
    public static KernelCase? Of(TableQuestion part, IRules spec) => part switch
    {
        LayoutQuestion q => Direct(q, spec),
        IommuQuestion q => BehindIommu(q, spec.Answer(q)),
        _ => null,
    };

    private static KernelCase Direct(LayoutQuestion q, IRules spec)
    {
        TableVote vote = spec.Answer(q);
        uint maxSegment = (uint)q.Judges.Min(j => Math.Min(j.Limits.MaxSegmentSizeBytes, uint.MaxValue));
        var builder = new Judge("builder", ResolvedLimits.Unlimited with { MaxSegmentSizeBytes = maxSegment }, BusOffsetBytes: 0);
        SegmentTable built = spec.Table(q.Buffer, [builder], int.MaxValue)!;
        var pages = new Pages(q.Buffer);
        return new KernelCase(NameOf(q.Judges), q.Buffer, q.Judges, maxSegment, vote.FewestSegments, vote.Verdict)
        {
            Built = built,
            Misfit = Validity.FirstProblem(built, pages, q.Judges, withCount: false),
            Fits = Validity.FirstProblem(built, pages, q.Judges, withCount: true) is null,
        };
    }

    private static KernelCase BehindIommu(IommuQuestion q, TableVote vote) =>
        new(NameOf([q.Judge]), q.Buffer, [q.Judge], MaxSegment: 0, vote.FewestSegments, vote.Verdict) { GranuleBytes = q.GranuleBytes };

    private static string NameOf(ValueList<Judge> judges) => string.Join(", ", judges.Select(j => j.Device));
}
