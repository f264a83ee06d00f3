using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Properties.Claims.Evidence.Tiny;

namespace DmabufVerify.Properties.Claims.D;

/// <summary>One list for all or one for each, over the same storage.</summary>
internal static class SeveralTables
{
    private const ulong TwoMiB = 2 << 20;

    public static IEnumerable<Claim> Claims { get; } =
    [
        ClaimKinds.Exists(
            "D7.2",
            "Different lists over the same storage can meet limits that one list cannot.",
            "there are b, S: sat(b, S) with a table each, unsat(b, S) with one table",
            VerdictKind.Proved,
            "pairs of devices with up to two segments of up to two pages",
            context => CountTimesSize.EachAlone(context, refusedByProduct: false)),
        ClaimKinds.ForAll(
            "D9.2a",
            "With a list for each importer a union of constraints is pointless: over given storage.",
            "sat(b, S) with a table each <=> sat(b, { s }) for all s in S",
            VerdictKind.Proved,
            "all storages of up to three of five pages, and all pairs of devices with up to two segments of up to two pages",
            TailoredThatIsNotEachAlone),
        ClaimKinds.ForAll(
            "D9.2b",
            "With a list for each importer a union of constraints is pointless: when storage is still to be chosen.",
            "some b serves each s in S alone => some b serves S",
            VerdictKind.Refuted,
            "two devices that reach one page each",
            NoStorageForBoth),
        ClaimKinds.ForAll(
            "D10.2",
            "No known hardware needs several lists over one storage.",
            "sat(b, S) with a table each => sat(b, S) with one, for all pairs S of catalogue devices, b = 2 MiB of recorded memory",
            VerdictKind.Refuted,
            "all pairs of catalogue devices",
            RealPair),
        ClaimKinds.ForAll(
            "D10.5",
            "Another list cannot make memory contiguous.",
            "|t| >= runs(b) for every direct table t over b",
            VerdictKind.Proved,
            "all storages of up to four of six pages, whatever the limits: of those tables the unlimited device's is the shortest",
            FewerSegmentsThanRuns),
    ];

    private static Found? TailoredThatIsNotEachAlone(ClaimContext context) => (
        from layout in Storages(frames: 5, mostPages: 3)
        from first in Devices("first")
        from second in Devices("second")
        let both = Over(layout, first, second).Tailored()
        where context.IsSat(both) != (context.IsSat(both.With(first)) && context.IsSat(both.With(second)))
        select new Found("the answers differ", both)).FirstOrDefault();

    private static Found? NoStorageForBoth(ClaimContext context)
    {
        Device low = Device("low", reach: Page - 1);
        Device high = Device("high", reach: Page - 1) with { BusOffsetBytes = (long)Page };
        bool none = Enumerable.Range(0, 8).All(pfn => context.IsUnsat(Over(Pages((ulong)pfn), low, high).Tailored()));
        return none ? new Found("one reaches page 0 only, the other page 1 only", Over(Pages(0), low, high).Tailored()) : null;
    }

    /// <summary>Two entries that each can use the buffer and have no common table; shown are two that show or take pictures, and where no default is to blame if there are any.</summary>
    private static Found? RealPair(ClaimContext context)
    {
        Layout storage = Real.FirstPages("huge-pages-64MiB", TwoMiB / Page);
        bool Fits(Scenario scenario) => Deciding.Oracles.Verdict(context.Voters.Optimised, scenario) == Verdict.Sat;
        Device[] all = [.. Real.Devices];
        Device[] usable = [.. all.Where(d => Fits(Over(storage, d)))];
        Scenario[] apart = [.. Real.Pairs(usable).Select(pair => Over(storage, pair.First, pair.Second)).Where(both => !Fits(both))];
        Scenario[] declared = [.. apart.Where(both => !Fits(both.WithoutDefaults()))];
        Scenario? shown = declared.Concat(apart).FirstOrDefault(both => both.Devices.All(IsHardware));
        return shown is null ? null : new Found(
            $"of {Words.Count(all.Length * (all.Length - 1L) / 2)} pairs {Words.Count(usable.Length * (usable.Length - 1L) / 2)} can use 2 MiB in one piece above 4 GiB each; "
            + $"{Words.Count(apart.Length)} of them need a table each, {Words.Count(declared.Length)} without any default having a say, such as {shown.Devices[0].Name} and {shown.Devices[1].Name}",
            shown);
    }

    /// <summary>Not one of the entries that describe what a bus gives every device to start with.</summary>
    private static bool IsHardware(Device device) => Real.Entries.First(e => e.Name == device.CatalogueEntry).Subsystem is "v4l2" or "accel" or "drm-gpu" or "drm-display";

    private static Found? FewerSegmentsThanRuns(ClaimContext context) => (
        from layout in Storages(frames: 6, mostPages: 4)
        let buffer = new PagedBuffer(PageSize.FourKiB, layout, layout.Pages * Page)
        let judge = Question.DirectJudge(Device("d"), Policy.Default)
        from rules in context.Voters.Rules
        where rules.Table(buffer, [judge], maxSegments: 16)!.Segments.Count < layout.Runs.Count
        select new Found("a table shorter than its storage has runs", Over(layout, Device("d")))).FirstOrDefault();

    /// <summary>Every list of distinct pages of a small memory.</summary>
    internal static IEnumerable<Layout> Storages(int frames, int mostPages) =>
        Lists(frames, mostPages).OrderBy(list => list.Length).Select(list => Pages(list));

    private static IEnumerable<ulong[]> Lists(int frames, int most) => most == 0
        ? []
        : Enumerable.Range(0, frames).SelectMany(pfn => Lists(frames, most - 1)
            .Where(rest => !rest.Contains((ulong)pfn))
            .Select(rest => (ulong[])[(ulong)pfn, .. rest])
            .Prepend([(ulong)pfn]));

    private static IEnumerable<Device> Devices(string name) =>
        from size in new[] { Any, Page, 2 * Page }
        from count in new ulong[] { Any, 1, 2 }
        select Device(name, count, size);
}
