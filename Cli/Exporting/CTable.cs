using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Exporting;

/// <summary>The table of cases: types, and an entry for each part of the question.</summary>
internal static class CTable
{
    /// <summary>The types, the lists that entries point to, and the table <c>dv_cases</c>.</summary>
    /// <param name="cases">Its entries.</param>
    /// <param name="isUsed">Whether a test follows.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<KernelCase> cases, bool isUsed) =>
    [
        .. (isUsed ? HeadersOfTest : HeadersOfTable).Select(header => $"#include <{header}>"),
        "",
        .. TypesText.Split('\n'),
        .. cases.SelectMany(ListsOf),
        $"static const struct dv_case dv_cases[]{(isUsed ? "" : " __maybe_unused")} = {{",
        .. cases.SelectMany(Entry),
        "};",
    ];

    private static readonly string[] HeadersOfTable = ["linux/errno.h", "linux/limits.h", "linux/types.h"];

    private static readonly string[] HeadersOfTest =
        ["kunit/test.h", "linux/errno.h", "linux/limits.h", "linux/mm.h", "linux/module.h", "linux/scatterlist.h", "linux/types.h"];

    private const string TypesText = """
        /* Pages that follow one another in memory. */
        struct dv_run {
        	u64 pfn;
        	u64 nr_pages;
        };

        /* What one device asks of its table, in its own bus addresses. */
        struct dv_limits {
        	const char *device;
        	u64 max_segments;
        	u64 max_segment_size;
        	u64 seg_boundary_mask;
        	u64 virt_boundary_mask;
        	u64 min_align_mask;
        	u64 address_mask;
        	s64 bus_offset;		/* bus address = physical - this */
        };

        struct dv_case {
        	const char *name;
        	const struct dv_run *runs;
        	unsigned int nr_runs;
        	const struct dv_limits *limits;
        	unsigned int nr_limits;
        	unsigned int page_shift;
        	unsigned int offset;	/* of the buffer in its first page */
        	u64 size;
        	unsigned int max_segment;
        	u64 iommu_granule;	/* 0: mapped directly */
        	/* expected of everybody */
        	int error;		/* of attaching these devices */
        	u64 fewest;		/* segments within all limits; 0: none */
        	/* expected of sg_alloc_table_from_pages_segment() */
        	unsigned int nents;
        	const unsigned int *lengths;
        	unsigned int nr_lengths;
        	unsigned int misfit;	/* first unfit entry; nents: none */
        	bool fits;		/* all limits, the count included */
        	const char *not_asked;	/* why a test cannot build it */
        };

        """;

    private static IEnumerable<string> ListsOf(KernelCase c, int index)
    {
        return
        [
            $"static const struct dv_run dv_runs_{index}[] = {{",
            .. UsedRuns(c.Buffer).Select(run => $"\t{{ .pfn = {CText.Mask(run.FirstPfn)}, .nr_pages = {CText.U64(run.Pages)} }},"),
            "};",
            "",
            $"static const struct dv_limits dv_limits_{index}[] = {{",
            .. c.Judges.SelectMany(LimitsOf),
            "};",
            "",
            .. c.Built is null ? [] : LengthsOf(c.Built, index),
        ];
    }

    private static string[] LimitsOf(Judge judge) =>
    [
        "\t{",
        $"\t\t.device = {CText.String(judge.Device)},",
        $"\t\t.max_segments = {CText.U64(judge.Limits.MaxSegmentCount)},",
        $"\t\t.max_segment_size = {CText.U64(judge.Limits.MaxSegmentSizeBytes)},",
        $"\t\t.seg_boundary_mask = {CText.Mask(judge.Limits.SegmentBoundaryMask)},",
        $"\t\t.virt_boundary_mask = {CText.Mask(judge.Limits.VirtBoundaryMask)},",
        $"\t\t.min_align_mask = {CText.Mask(judge.Limits.MinAlignMask)},",
        $"\t\t.address_mask = {CText.Mask(judge.Limits.AddressMask)},",
        $"\t\t.bus_offset = {CText.S64(judge.BusOffsetBytes)},",
        "\t},",
    ];

    private static IEnumerable<string> LengthsOf(SegmentTable built, int index) =>
    [
        $"static const unsigned int dv_lengths_{index}[] = {{",
        .. CText.Values(built.Segments.Take(KernelCase.MostLengths).Select(s => CText.U64(s.LengthBytes)), tabs: 1),
        "};",
        "",
    ];

    private static IEnumerable<string> Entry(KernelCase c, int index) =>
    [
        "\t{",
        $"\t\t.name = {CText.String(c.Name)},",
        $"\t\t.runs = dv_runs_{index},",
        $"\t\t.nr_runs = {UsedRuns(c.Buffer).Count()},",
        $"\t\t.limits = dv_limits_{index},",
        $"\t\t.nr_limits = {c.Judges.Count},",
        $"\t\t.page_shift = {c.Buffer.PageSize.Shift},",
        $"\t\t.offset = {c.Buffer.Layout.OffsetBytes},",
        $"\t\t.size = {CText.U64(c.Buffer.SizeBytes)},",
        $"\t\t.max_segment = {Unsigned(c.MaxSegment)},",
        .. c.GranuleBytes is { } granule ? [$"\t\t.iommu_granule = {CText.U64(granule)},"] : (string[])[],
        $"\t\t.error = {(c.Verdict == Verdict.Unsat ? "-EINVAL" : "0")},",
        $"\t\t.fewest = {CText.U64(c.Fewest ?? 0)},",
        .. c.Built is { } built ? Built(c, built, index) : [$"\t\t.not_asked = {CText.String(c.NotAsked!)},"],
        "\t},",
    ];

    private static IEnumerable<string> Built(KernelCase c, SegmentTable built, int index) =>
    [
        $"\t\t.nents = {built.Segments.Count},",
        $"\t\t.lengths = dv_lengths_{index},",
        $"\t\t.nr_lengths = {Math.Min(built.Segments.Count, KernelCase.MostLengths)},",
        .. c.Misfit is { Device: { } device } misfit
            ? [$"\t\t/* {Rule(misfit.Fault)} of {CommentText.InBlock(device)} */"]
            : (string[])[],
        $"\t\t.misfit = {c.Misfit?.SegmentIndex ?? built.Segments.Count},",
        $"\t\t.fits = {(c.Fits ? "true" : "false")},",
    ];

    /// <summary>UINT_MAX is how drivers write that there is no limit.</summary>
    private static string Unsigned(uint value) => value == uint.MaxValue ? "UINT_MAX" : CText.U64(value);

    /// <summary>The pages that hold bytes: the builder takes those behind for part of the buffer.</summary>
    private static IEnumerable<PfnRun> UsedRuns(PagedBuffer buffer)
    {
        ulong left = buffer.UsedPages;
        foreach (PfnRun run in buffer.Layout.Runs.TakeWhile(_ => left > 0))
        {
            PfnRun used = run with { Pages = Math.Min(run.Pages, left) };
            left -= used.Pages;
            yield return used;
        }
    }

    private static string Rule(TableFault fault) => fault switch
    {
        TableFault.Size => "max_segment_size",
        TableFault.Boundary => "seg_boundary_mask",
        TableFault.Gap => "virt_boundary_mask",
        TableFault.Reach => "address_mask",
        TableFault.Count => "max_segments",
        TableFault.Coverage => "the bytes",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
