using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Cli.Output;

public sealed class SizesMarkdownTests
{
    private static readonly HuntSettings Settings = new(Seed: 7, Seeds: 4, MostCases: 100);

    [Fact]
    public void Median_worst_and_what_ends_larger_are_told()
    {
        string text = SizesMarkdown.Text([Hunted(Found(1, "size"), Found(1, "size"), Found(9, "size"))], Settings);

        Assert.Contains("3 counterexamples; 1 end larger than another one of the same defect, law, conjunct and kind; 1 were cut off by the budget.", text, StringComparison.Ordinal);
        Assert.Contains("| 3 of 4 | 1 / 1 | 1 / 1 | 1 / 9 | 0 / 0 | 0 / 0 | 3 / 11 | 10 / 90 | 1 |", text, StringComparison.Ordinal);
        Assert.Contains("Merge.Commutes: size, over a layout | 3: 2, 11: 1 |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Different_conjuncts_are_not_compared() =>
        Assert.DoesNotContain("end apart", SizesMarkdown.Text([Hunted(Found(1, "one"), Found(9, "other"))], Settings), StringComparison.Ordinal);

    [Fact]
    public void Code_without_a_defect_has_no_row() => Assert.DoesNotContain(
        "published.none",
        SizesMarkdown.Text([new Hunt(PublishedFaults.None, [null], 0, Finding: null)], Settings),
        StringComparison.Ordinal);

    private static Hunt Hunted(params Finding[] findings) =>
        new(SeededFaults.All[0], [.. findings.Select(_ => (long?)1), null], 4, findings[0]) { Findings = [.. findings] };

    private static Finding Found(ulong pages, string conjunct)
    {
        Scenario scenario = Sharing([new(0, pages)], new Device("d0", Limits.Unset));
        var shrunk = new Shrunk(scenario, Steps: 1, Tried: (int)pages * 10, Finished: pages < 5);
        return new Finding(AllLaws.List[0], new Violation(conjunct, "", ""), scenario, Token: null, shrunk, Ballots: []);
    }
}
