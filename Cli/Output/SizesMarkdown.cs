using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Output;

/// <summary>The page that says how small counterexamples get, and whether they get as small from every seed.</summary>
internal static class SizesMarkdown
{
    public static string Text(IReadOnlyList<Hunt> hunts, HuntSettings settings) => string.Concat(
        Lines([.. hunts.Where(hunt => hunt.Fault != PublishedFaults.None)], settings).Select(line => $"{line}\n"));

    private static IEnumerable<string> Lines(Hunt[] hunts, HuntSettings settings)
    {
        Uneven[] uneven = [.. hunts.SelectMany(Uneven.Of)];
        Finding[] all = [.. hunts.SelectMany(hunt => hunt.Findings)];
        int apart = uneven.Sum(group => group.Sums.Count(sum => sum > group.Sums[0]));
        return
        [
            "# How small counterexamples get",
            "",
            $"Each planted defect was looked for from {settings.Seeds} seeds (`./verify published --seeds {settings.Seeds} --sizes docs/shrinking.md`, seed",
            $"{Words.Hex(settings.Seed)}, at most {Words.Count(settings.MostCases)} random cases each), and what each seed found was made small. Sizes are median / worst",
            "over the seeds: devices; runs of the layout and extents of memory; pages of the buffer; steps; limits that devices and steps declare; and all of them together.",
            "Looked at: scenarios that one shrink looked at. Larger: seeds that end with a larger sum than another seed does for the same law, conjunct and",
            "kind of scenario, which a shrinker that always finds the smallest would never do.",
            "",
            $"{Words.Count(all.Length)} counterexamples; {Words.Count(apart)} end larger than another one of the same defect, law, conjunct and kind; "
                + $"{Words.Count(all.Count(f => !f.Shrunk.Finished))} were cut off by the budget.",
            "",
            "| defect | found | devices | runs | pages | steps | limits | together | looked at | larger |",
            "|---|---|---|---|---|---|---|---|---|---|",
            .. hunts.Select(hunt => Row(hunt, uneven)),
            .. uneven.Length == 0 ? [] : Apart(uneven),
        ];
    }

    private static string Row(Hunt hunt, Uneven[] uneven)
    {
        ScenarioSize[] sizes = [.. hunt.Findings.Select(f => ScenarioSize.Of(f.Shrunk.Scenario))];
        string[] cells =
        [
            hunt.Fault.Name,
            $"{hunt.Found} of {hunt.CasesToFind.Count}",
            Spread(sizes.Select(s => (ulong)s.Devices)),
            Spread(sizes.Select(s => (ulong)s.Runs)),
            Spread(sizes.Select(s => s.Pages)),
            Spread(sizes.Select(s => (ulong)s.Steps)),
            Spread(sizes.Select(s => (ulong)s.Limits)),
            Spread(sizes.Select(s => s.Sum)),
            Spread(hunt.Findings.Select(f => (ulong)f.Shrunk.Tried)),
            uneven.Where(u => u.Defect == hunt.Fault.Name).Sum(u => u.Sums.Count(sum => sum > u.Sums[0])) is var apart and > 0 ? $"{apart}" : "",
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Spread(IEnumerable<ulong> values)
    {
        ulong[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? "" : $"{sorted[sorted.Length / 2]} / {sorted[^1]}";
    }

    /// <summary>Reasons that were seen when the scenarios behind such numbers were looked at.</summary>
    private static readonly string[] Why =
    [
        "The shrinker only ever goes to a simpler scenario that fails, and what it takes for simpler is not always what this page counts:",
        "",
        "- Pages of 4 KiB come before everything else. With pages of 64 KiB the default segment size is one page, so that a limit less is needed, and the 256 KiB",
        "  of the longest run of bounce slots are few pages (`bounce-ignores-alignment`).",
        "- Tiny scenarios of the same steps are tried at the end, with at most one limit: what needs two, or other steps, is not among them.",
        "- Some scenarios differ in what breaks them, and no chain of smaller failing ones leads from one to the other: a device behind an IOMMU where another",
        "  declares a limit, an address limit where there is a buffer of 33 pages (`iova-not-size-aligned`), two maps where there is a CPU access and a map.",
        "- Under threads twelve schedules are tried of each scenario: a step less can hide a race that is still there.",
    ];

    private static IEnumerable<string> Apart(Uneven[] uneven) =>
    [
        "",
        "## Where seeds end apart",
        "",
        .. Why,
        "",
        "| defect | law, conjunct and kind | together, and how many seeds |",
        "|---|---|---|",
        .. uneven.Select(u => $"| {u.Defect} | {u.Broken} | {string.Join(", ", u.Sums.GroupBy(sum => sum).Select(g => $"{g.Key}: {g.Count()}"))} |"),
    ];

    /// <summary>One conjunct that one defect breaks, shrunk to different sizes from different seeds; ascending.</summary>
    private sealed record Uneven(string Defect, string Broken, ulong[] Sums)
    {
        public static IEnumerable<Uneven> Of(Hunt hunt) => hunt.Findings
            .GroupBy(f => $"{f.Law.Name}: {f.Violation.Conjunct}, {Kind(f.Shrunk.Scenario)}")
            .Select(group => new Uneven(
                hunt.Fault.Name, group.Key, [.. group.Select(f => ScenarioSize.Of(f.Shrunk.Scenario).Sum).Order()]))
            .Where(group => group.Sums[0] != group.Sums[^1]);

        /// <summary>What is asked: no shrink makes one of the other, as a reader would lose the storage that the case is about.</summary>
        private static string Kind(Scenario scenario) => scenario switch
        {
            { Steps.Count: > 0 } => "a history",
            { Layout: not null } => "over a layout",
            { Memory.Count: > 0 } => "within memory",
            _ => "anywhere",
        };
    }
}
