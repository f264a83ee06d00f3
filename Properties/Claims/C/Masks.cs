using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;
using static DmabufVerify.Properties.Claims.Evidence.Tiny;

namespace DmabufVerify.Properties.Claims.C;

/// <summary>How masks merge, and whether they can be left out.</summary>
internal static class Masks
{
    private static readonly Term.Variable A = Say.Var("a", least: 1);
    private static readonly Term.Variable B = Say.Var("b", least: 1);

    public static IEnumerable<Claim> Claims { get; } =
    [
        ClaimKinds.ByProof(
            "C3.1",
            "All three masks of a set of devices are merged by AND.",
            "a AND b = min(a, b), for all masks a, b above 0",
            VerdictKind.Refuted,
            "all pairs of 64-bit masks",
            new Conjecture([A, B], 64, Say.All(), A.And(B).Is(Say.Min(A, B)))),
        ClaimKinds.NotCheckable(
            "C3.2",
            "The author doubts whether masks for coherent allocations may be merged by AND.",
            "a doubt; such a mask bounds what a driver allocates for itself, imports do not look at it, and so the model has none"),
        ClaimKinds.Exists(
            "C6.1",
            "AND is the wrong way to merge DMA masks: a mask is the highest address on a bus, not a set of bits.",
            "there is a page p: reach(p, a) and reach(p, b) and not reach(p, a AND b)",
            VerdictKind.Proved,
            "pairs of masks in the catalogue",
            MemoryThatAndHides),
        ClaimKinds.Exists(
            "C6.2",
            "Limits of devices on unrelated buses cannot be compared.",
            "there are a, b with pages in reach each: min(mask a, mask b) > 0 and no page is in reach of both",
            VerdictKind.Proved,
            "two buses of one page",
            BusesThatDoNotMeet),
        ClaimKinds.NotCheckable("C6.3", "He has no proposal of what to do instead.", "a statement about himself"),
        ClaimKinds.ForAll(
            "C7.1",
            "Masks can be left out of the constraints until somebody needs them.",
            "sat(b, L without reach) => sat(b, L), for every catalogue device L and first page b of recorded memory",
            VerdictKind.Refuted,
            "all catalogue devices and recorded layouts",
            DeviceThatNeedsItsMask),
    ];

    private static Found? MemoryThatAndHides(ClaimContext context)
    {
        Device[] devices = [.. Real.Devices.Where(d => d.Limits.AddressMask is not null)];
        return (
            from pair in Real.Pairs(devices)
            let a = pair.First.Limits.AddressMask!.Value
            let b = pair.Second.Limits.AddressMask!.Value
            where (a & b) < Math.Min(a, b)
            let hidden = Over(Pages(((a & b) / Page) + 1), Device(pair.First.Name, reach: a), Device(pair.Second.Name, reach: b))
            where context.IsSat(hidden) && context.IsUnsat(hidden.With(Device("merged", reach: a & b)))
            select new Found(
                $"{pair.First.Name} reaches {Words.Number(a)} and {pair.Second.Name} {Words.Number(b)}: both reach the page behind {Words.Number(a & b)}",
                hidden)).FirstOrDefault();
    }

    private static Found? BusesThatDoNotMeet(ClaimContext context)
    {
        Device low = Device("low", reach: Page - 1);
        Device high = low with { Name = "high", BusOffsetBytes = (long)Page };
        bool noneForBoth = Enumerable.Range(0, 8).All(pfn => context.IsUnsat(Over(Pages((ulong)pfn), low, high)));
        return noneForBoth && context.IsSat(Over(Pages(0), low)) && context.IsSat(Over(Pages(1), high))
            ? new Found("the masks are equal, 0xfff, and mean page 0 to one and page 1 to the other", Over(Pages(0), low, high))
            : null;
    }

    private static Found? DeviceThatNeedsItsMask(ClaimContext context) => (
        from name in ShippedLayouts.Names
        let page = Real.FirstPages(name, 1)
        from device in Real.Devices
        where device.Limits.AddressMask is not null
        let scenario = Over(page, device)
        where context.IsUnsat(scenario) && context.IsSat(scenario.WithLimit(device.Name, LimitKind.AddressMask, Any))
        select new Found($"{device.Name} over the first page of {name}: only its mask says that it is out of reach", scenario)).FirstOrDefault();
}
