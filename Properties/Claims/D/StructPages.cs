using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Properties.Laws.Optimised;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Properties.Claims.Evidence.Tiny;

namespace DmabufVerify.Properties.Claims.D;

/// <summary>Memory without struct page, and lists of page frames instead of scatterlists.</summary>
internal static class StructPages
{
    private static Exporter CarveOut { get; } = Exporter.Default with { HasPages = false };

    public static IEnumerable<Claim> Claims { get; } =
    [
        ClaimKinds.Exists(
            "D14.2",
            "A buffer may have no struct page; only its DMA addresses count then.",
            "there is a history over such storage: attach, map succeed; attach of a device that needs pages is EINVAL",
            VerdictKind.Proved,
            "two devices over one page",
            WithoutPages),
        ClaimKinds.Exists(
            "D16.1",
            "i915 wants to share stolen memory: no struct page, and the CPU cannot access it.",
            "there is a history over such storage: two devices map it, beginCpuAccess is EOPNOTSUPP",
            VerdictKind.Proved,
            "two devices over one page",
            Stolen),
        ClaimKinds.ForAll(
            "D36.3",
            "A flag for importers that need struct page lets exporters refuse them.",
            "attach(s, d) = ok <=> d needs no pages or the storage has them",
            VerdictKind.Proved,
            "all four combinations",
            WrongAnswer),
        ClaimKinds.ByLaw("D40.1b", "An array of page frames can stand in for a scatterlist: it gives the same table.", OptimisedPagesEqualRuns.Law),
        ClaimKinds.NotCheckable("D41.3", "Exporters could hand out a list that is not mapped, and importers map it themselves.", "a proposal for an interface"),
        ClaimKinds.ForAll(
            "D41.4",
            "An array of whole page frames, the last one cut off by the size, represents any buffer.",
            "table(b) = table(frames(b), |b|), for all b",
            VerdictKind.Refuted,
            "buffers of one or two pages at every offset in steps of 512 bytes",
            NotRepresentable),
        ClaimKinds.NotCheckable(
            "D41.5",
            "Memory without struct page needs a conversion from page frames to DMA addresses for each device; all of a buffer is of one kind.",
            "a proposal for an interface; that a device address is the physical one less an offset is what the model takes for granted"),
    ];

    private static Found? WithoutPages(ClaimContext context)
    {
        Scenario history = Over(Pages(0), Device("d"), Device("cpu") with { NeedsPages = true }) with { Exporter = CarveOut };
        history = history.Doing(Attach("d"), Map("d"), Attach("cpu"));
        return context.Errnos(history) is [Errno.Ok, Errno.Ok, Errno.Ok, Errno.Einval]
            ? new Found("one device maps, the one that needs struct page is refused by name", history)
            : null;
    }

    private static Found? Stolen(ClaimContext context)
    {
        Scenario history = Over(Pages(0), Device("i915"), Device("display")) with { Exporter = CarveOut };
        history = history.Doing(Attach("i915"), Map("i915"), Attach("display"), Map("display"), new Operation.BeginCpuAccess(Writes: false));
        return context.Errnos(history) is [Errno.Ok, Errno.Ok, Errno.Ok, Errno.Ok, Errno.Ok, Errno.Eopnotsupp]
            ? new Found("both devices have their addresses, the CPU has none", history)
            : null;
    }

    private static Found? WrongAnswer(ClaimContext context) => (
        from both in Enumerable.Range(0, 4)
        let has = both >= 2
        let needs = both % 2 == 1
        let history = (Over(Pages(0), Device("d") with { NeedsPages = needs }) with { Exporter = CarveOut with { HasPages = has } }).Doing(Attach("d"))
        where (context.Errnos(history)[^1] == Errno.Ok) != (has || !needs)
        select new Found("the wrong answer", history)).FirstOrDefault();

    /// <summary>The smallest buffer whose bytes are not those of its page frames, counted from the first one's start; the thread asks for EINVAL there.</summary>
    private static Found? NotRepresentable(ClaimContext context) => (
        from pages in new ulong[] { 1, 2 }
        from offset in Enumerable.Range(0, 8).Select(i => (ulong)i * 512)
        let scenario = Over(new Layout(offset, [new PfnRun(0, pages)]), Device("d"))
        let buffer = new PagedBuffer(PageSize.FourKiB, scenario.Layout!, scenario.BufferSizeBytes)
        let frames = buffer with { Layout = buffer.Layout with { OffsetBytes = 0 } }
        let judge = Question.DirectJudge(Device("d"), Policy.Default)
        where context.Voters.Spec.Table(buffer, [judge], 4) != context.Voters.Spec.Table(frames, [judge], 4)
        select new Found($"a buffer that starts at byte {offset} of its page; it has to be refused (EINVAL)", scenario)).FirstOrDefault();
}
