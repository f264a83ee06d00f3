using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Properties.Laws.Map;
using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Properties.Claims.Evidence.Tiny;

namespace DmabufVerify.Properties.Claims.D;

/// <summary>Device addresses: whose they are, and what a table says of the storage.</summary>
internal static class OwnTables
{
    /// <summary>Reach of 32 and of 40 bits.</summary>
    private const ulong Near = 0xffffffff, Far = 0xffffffffff;

    public static IEnumerable<Claim> Claims { get; } =
    [
        ClaimKinds.Exists(
            "D12.1",
            "Each attachment needs a table of its own: devices behind different IOMMUs have different addresses.",
            "there are d, e in two domains: table(map(s, d)) != table(map(s, e)), and the one of e is out of d's reach",
            VerdictKind.Proved,
            "two devices in two domains over one page",
            TwoDomains),
        ClaimKinds.ForAll(
            "D12.3",
            "Each entry of a table is one page.",
            "|s| = P for all s in table(b), for all b of whole pages",
            VerdictKind.Refuted,
            "all storages of up to three of four pages",
            LongerThanAPage),
        ClaimKinds.Exists(
            "D12.4",
            "One and the same block needs one piece in one SoC and sits behind an IOMMU in another.",
            "there are b, d: unsat(b, d) directly and sat(b, d behind an IOMMU)",
            VerdictKind.Proved,
            "one device with one segment",
            SameBlockBehindIommu),
        ClaimKinds.NotCheckable(
            "D12.5",
            "Constraint solving breaks the encapsulation of the DMA API, and upstream would be no better off than with ION.",
            "an opinion on what an interface should hide"),
        ClaimKinds.ByLaw("D12.6", "It has to be possible to map with a promise that nothing is copied.", MapZeroCopyHonoured.Law),
        ClaimKinds.ByLaw("D31.1a", "In a shared IOMMU domain nobody gets addresses that another has.", MapDomainsAreSeparate.Law),
        ClaimKinds.Exists(
            "D31.1b",
            "It matters whether an IOMMU is private or shared.",
            "there is a history: map(e) = ENOMEM where d and e share a domain, and succeeds where each has its own",
            VerdictKind.Proved,
            "two devices that reach two pages each",
            SharedDomainIsFull),
    ];

    private static Found? TwoDomains(ClaimContext context)
    {
        Scenario history = Over(Pages(0), Device("d", reach: Near).Behind("d"), Device("e", reach: Far).Behind("e"))
            .Doing(Attach("d"), Attach("e"), Map("d"), Map("e"));
        ulong[] addresses =
        [
            .. LifecycleTrace.Of(context.Voters.Spec, history).Steps.TakeLast(2).Select(s => s.Result.Mapping!.Table.Segments[0].AddressBytes),
        ];
        return addresses is [<= Near, > Near] && context.Errnos(history)[^1] == Errno.Ok
            ? new Found($"one page is {Words.Number(addresses[0])} to one and {Words.Number(addresses[1])} to the other, which the first does not reach", history)
            : null;
    }

    private static Found? LongerThanAPage(ClaimContext context) => (
        from layout in SeveralTables.Storages(frames: 4, mostPages: 3)
        let buffer = new PagedBuffer(PageSize.FourKiB, layout, layout.Pages * Page)
        let table = context.Voters.Spec.Table(buffer, [Question.DirectJudge(Device("ttm"), Policy.Default)], maxSegments: 8)!
        where table.Segments.Any(s => s.LengthBytes != Page)
        select new Found("two pages that adjoin are one entry of 8192 bytes", Over(layout, Device("ttm")))).FirstOrDefault();

    private static Found? SameBlockBehindIommu(ClaimContext context)
    {
        Device block = Real.Entries.First(e => e.Name == "vc4-gen4").ToDevice("vc4");
        Scenario direct = Over(Pages(0, 2), block);
        return context.IsUnsat(direct) && context.IsSat(direct.With(block.Behind("soc")))
            ? new Found("vc4 over two pages apart: no table by itself, one behind an IOMMU", direct.With(block.Behind("soc")))
            : null;
    }

    private static Found? SharedDomainIsFull(ClaimContext context)
    {
        Scenario In(string second) => Over(Pages(0), Device("d", reach: (2 * Page) - 1).Behind("first"), Device("e", reach: (2 * Page) - 1).Behind(second))
            .Doing(Attach("d"), Attach("e"), Map("d"), Map("e"));
        return context.Errnos(In("first")) is [.., Errno.Enomem] && context.Errnos(In("second")) is [.., Errno.Ok]
            ? new Found("the allocator never gives out page 0, so there is one address for both", In("first"))
            : null;
    }
}
