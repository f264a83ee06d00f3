using DmabufVerify.Properties.Claims.D;
using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Laws.Iommu;
using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Published;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Properties.Claims.Evidence.Tiny;

namespace DmabufVerify.Properties.Claims.E;

/// <summary>What becomes of a count of segments: a second importer, and an IOMMU that joins.</summary>
internal static class Coalescing
{
    private static readonly Term.Variable Limit = Say.Var("limit", least: Page, bits: 32);
    private static readonly Term.Variable SoFar = Say.Var("so far", least: 1, bits: 32);
    private static readonly Term.Variable Entry = Say.Var("entry", least: 1, bits: 32);

    /// <summary>__finalise_sg joins: limit - so far >= entry, unsigned, in 32 bits.</summary>
    private static readonly Fact Joins = Entry.AtMost(Limit.Minus(SoFar));

    private static readonly Fact StaysWithin = Say.All(SoFar.AtMost(SoFar.Plus(Entry)), SoFar.Plus(Entry).AtMost(Limit));

    public static IEnumerable<Claim> Claims { get; } =
    [
        ClaimKinds.Exists(
            "E4.1",
            "One importer uses many segments, a second one can take few; nothing can be revoked: limits solve the case of one importer only.",
            "there is a history: attach(A), map(A), attach(B) = EBUSY, though B alone would be served from the start",
            VerdictKind.Proved,
            "two devices over two pages, with another piece of free memory",
            SecondImporter),
        ClaimKinds.Exists(
            "E4.2a",
            "An IOMMU can make 4 segments of 128.",
            "there are b, L: |entries(b)| = 128, |join(b, L)| = 4",
            VerdictKind.Proved,
            "128 pages apart, segments of up to 128 KiB",
            FourOf128),
        ClaimKinds.ForAll(
            "E4.2b",
            "How many segments there are after mapping cannot be determined beforehand.",
            "there are b, L with |testMap(b, L)| != |map(b, L)|",
            VerdictKind.Refuted,
            "the same 128 pages: the kernel's join is a function of storage, limits and granule",
            DeterminedBeforehand),
        ClaimKinds.ByProof(
            "E4.2c",
            "Segment size and boundary control what is joined: a join never exceeds a size that every entry respects.",
            "so far <= limit, entry <= limit - so far (mod 2^32) => so far + entry <= limit, without a wrap",
            VerdictKind.Proved,
            "all lengths of 32 bits, one join, and so by induction any number",
            new Conjecture([Limit, SoFar, Entry], 32, Say.All(SoFar.AtMost(Limit), Joins), StaysWithin)),
        ClaimKinds.ByLaw("E4.2d", "The same for the boundary, padding and offsets included.", IommuJoinKeepsLimits.Law),
        ClaimKinds.ByProof(
            "E4.2e",
            "A join never exceeds the size, whatever the entries.",
            "entry <= limit - so far (mod 2^32) => so far + entry <= limit",
            VerdictKind.Refuted,
            "all lengths of 32 bits",
            new Conjecture([Limit, SoFar, Entry], 32, Joins, StaysWithin)),
        ClaimKinds.ForAll(
            "E4.2f",
            "The same as it happens: one entry that is too long, and all that follows is joined to it.",
            "|s| <= size for all s in join(b, L)",
            VerdictKind.Refuted,
            "storages of up to four of six pages behind an IOMMU",
            EverythingJoined),
        ClaimKinds.ForAll(
            "E4.3",
            "An exporter cannot make it n segments at most; it can only fail if there are more.",
            "storage(s) has more than n runs, attach(d, count = n) => no table",
            VerdictKind.Refuted,
            "an exporter that has not allocated yet",
            ExporterThatChooses),
    ];

    private static Found? SecondImporter(ClaimContext context)
    {
        Scenario history = LateJoiner.TooLate with { Memory = [new MemoryExtent(new PfnRun(8, 8), MemoryExtent.DefaultHeap)] };
        Scenario alone = history.Doing(Attach("B"), Map("B"));
        return context.Errnos(alone) is [.., Errno.Ok]
            ? PublishedCode.Shows(
                context, Defect.F15, history, model: Errno.Ebusy, published: Errno.Ok, "B is refused with EBUSY; had it come first there was storage for both")
            : null;
    }

    private static Scenario Apart { get; } = Over(
        Pages([.. Enumerable.Range(0, 128).Select(i => 2 * (ulong)i)]), Device("d", size: 128 << 10).Behind("d")) with
    {
        Policy = Policy.Default with { Enforcement = Enforcement.Kernel },
    };

    private static Found? FourOf128(ClaimContext context)
    {
        Scenario four = Apart.WithLimit("d", LimitKind.MaxSegmentCount, 4);
        Scenario three = Apart.WithLimit("d", LimitKind.MaxSegmentCount, 3);
        return context.IsSat(four) && context.IsUnsat(three) ? new Found("128 single pages apart become 4 segments of 128 KiB", four) : null;
    }

    private static Found? DeterminedBeforehand(ClaimContext context)
    {
        Scenario history = Apart.Doing(Attach("d"), new Operation.TestMap("d", MapDirection.Bidirectional), Map("d"));
        int[] counts =
        [
            .. context.Voters.Rules.SelectMany(rules => LifecycleTrace.Of(rules, history).Steps.TakeLast(2)).Select(s => s.Result.Mapping!.Table.Segments.Count),
        ];
        return counts.All(c => c == 4) ? new Found("test-map says 4 before, map gives 4", history) : null;
    }

    private static Found? EverythingJoined(ClaimContext context) => (
        from layout in SeveralTables.Storages(frames: 6, mostPages: 4)
        let device = Device("d", size: Page)
        let scenario = Over(layout, device.Behind("d")) with { Policy = Apart.Policy }
        let buffer = new PagedBuffer(PageSize.FourKiB, layout, scenario.BufferSizeBytes)
        let joined = context.Voters.Spec.JoinedTable(buffer, device.Limits.Resolve(DefaultsPolicy.Mainline), Page, maxSegments: 8)
        let longestRun = layout.Runs.Max(run => run.Pages) * Page
        where joined.Segments.Any(s => s.LengthBytes > Math.Max(longestRun, Page))
        select new Found($"size 4096: runs of {string.Join(", ", layout.Runs.Select(r => r.Pages))} pages become {joined.Segments.Count} segment", scenario)).FirstOrDefault();

    private static Found? ExporterThatChooses(ClaimContext context)
    {
        Scenario history = LateJoiner.TooLate with { Memory = [new MemoryExtent(new PfnRun(8, 8), MemoryExtent.DefaultHeap)] };
        history = history.Doing(Attach("B"), Map("B"));
        return LifecycleTrace.Of(context.Voters.Spec, history).Steps[^1].Result.Mapping is { Table.Segments.Count: 1 } && context.Errnos(history)[^1] == Errno.Ok
            ? new Found("its first choice is in two runs; as B takes one segment it allocates one piece elsewhere", history)
            : null;
    }
}
