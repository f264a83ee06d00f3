using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Placement;

/// <summary>
/// Storage is of heaps that every device can use, and whether there is any does not change when the other extents are not there at all. Voters are
/// told of extents only, so that this one is about how a scenario becomes a question: it looks at the scenario itself.
/// </summary>
internal static class PlacementHeapsAreKept
{
    private const ulong MostPages = 4096;

    public static Law Law { get; } = new(
        "Placement.HeapsAreKept",
        "U = extents of heaps that all s in S can use; sat(M, S) => storage in U; answer(M, S) = answer(U, S without heaps)",
        NeedsSolver: false,
        Check);

    private static LawResult Check(Case c) => c.Scenario.Devices.All(device => device.Heaps.Count == 0)
        ? LawResult.NotApplicable
        : LawResult.Worst(
            from q in c.Placements
            from rules in c.Voters.Rules
            from result in new[] { CheckStorage(c, q, rules), CheckVerdict(c, q, rules) }
            select result);

    /// <summary>Page by page, since a run may be of two extents that adjoin.</summary>
    private static LawResult CheckStorage(Case c, PlacementQuestion q, IRules rules)
    {
        if (q.Pages > MostPages || c.Vote(rules, q) is not { Verdict: Verdict.Sat, Storage: { } storage })
        {
            return LawResult.NotApplicable;
        }

        foreach (PfnRun run in storage.Runs)
        {
            for (ulong pfn = run.FirstPfn; pfn < run.EndPfn; pfn++)
            {
                if (c.Scenario.Memory.FirstOrDefault(extent => Holds(extent.Pages, pfn)) is { } extent
                    && c.Scenario.Devices.FirstOrDefault(device => !IsOpenTo(device, extent)) is { } device)
                {
                    return LawResult.Violated(
                        "storage within the heaps of all", $"{device.Name} uses {string.Join(", ", device.Heaps)}", $"page {pfn} of {extent.Heap}");
                }
            }
        }

        return LawResult.Holds;
    }

    private static LawResult CheckVerdict(Case c, PlacementQuestion q, IRules rules)
    {
        Scenario naive = c.Scenario with
        {
            Memory = [.. c.Scenario.Memory.Where(extent => c.Scenario.Devices.All(device => IsOpenTo(device, extent)))],
            Devices = [.. c.Scenario.Devices.Select(device => device with { Heaps = [] })],
        };
        Verdict verdict = c.Vote(rules, q).Verdict;
        // Without any extent the scenario would ask about any storage at all.
        Verdict expected = naive.Memory.Count == 0 ? Verdict.Unsat
            : Question.Of(naive).Parts.OfType<PlacementQuestion>().Select(rules.Answer).Single().Verdict;
        return verdict == Verdict.Unknown || expected == Verdict.Unknown ? LawResult.Unknown
            : verdict == expected ? LawResult.Holds
            : LawResult.Violated("as if the other extents were not there", $"{expected}", $"{verdict}");
    }

    private static bool IsOpenTo(Device device, MemoryExtent extent) => device.Heaps.Count == 0 || device.Heaps.Any(heap => heap == extent.Heap);

    private static bool Holds(PfnRun run, ulong pfn) => run.FirstPfn <= pfn && pfn < run.EndPfn;
}
