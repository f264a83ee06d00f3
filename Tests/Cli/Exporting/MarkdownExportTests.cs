using DmabufVerify.Cli.Explaining;
using DmabufVerify.Cli.Exporting;
using DmabufVerify.Cli.Output;
using DmabufVerify.Tests.Properties;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Cli.Exporting;

public sealed class MarkdownExportTests
{
    [Fact]
    public void A_counterexample_is_told_from_law_to_provenance()
    {
        FindingSubject subject = Exports.Finding("Optimised.EqualsSpec", Exports.AcrossABoundary, "optimised.boundary-ignored");

        string text = MarkdownExport.Of(subject).Text!;

        Assert.StartsWith("# Optimised.EqualsSpec is broken: fewest segments\n", text);
        string[] inOrder =
        [
            "- law:", "- expected: `spec: 2`", "- actual: `optimised: 1`", "- wrong: ", "- votes:", "`spec: sat, 2 segments | optimised: sat, 1 segment`",
            "optimised.boundary-ignored", "## The simplest scenario that breaks it", "```json", "\n```\n", "    ./verify replay a/case.json", "## Provenance",
        ];
        int at = 0;
        Assert.All(inOrder, part => Assert.True((at = text.IndexOf(part, at, StringComparison.Ordinal)) > 0, $"{part} is not in its place in\n{text}"));
    }

    [Fact]
    public void The_scenario_in_it_can_be_read_back()
    {
        Scenario scenario = Exports.AcrossABoundary with { Devices = [Some.Free("a ``` b", (LimitKind.SegmentBoundaryMask, 0x3fff))] };
        FindingSubject subject = Exports.Finding("Optimised.EqualsSpec", scenario, "optimised.boundary-ignored");

        string text = MarkdownExport.Of(subject with { Scenario = scenario }).Text!;

        string block = text.Split("````json\n")[1].Split("\n````\n")[0];
        Assert.Equal(scenario, ScenarioReader.Read(System.Text.Encoding.UTF8.GetBytes(block), DeviceCatalogue.Shipped.Limits).Value);
    }

    [Fact]
    public void A_decision_is_what_explain_says()
    {
        DecisionSubject subject = Exports.Decided(Exports.TooManySegments);

        Assert.Equal(
            string.Join('\n', Explanation.Lines(subject.Decision, subject.Replay, Provenance.Lines())) + "\n", MarkdownExport.Of(subject).Text);
    }
}
