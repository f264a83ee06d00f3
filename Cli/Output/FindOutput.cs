using System.Text.Json;
using DmabufVerify.Cli.Drawing;
using DmabufVerify.Cli.Explaining;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Searching;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Output;

/// <summary>What <c>find</c> tells: what was looked for, whether it was found, the scenario and its explanation.</summary>
/// <param name="Goal">As it was given.</param>
/// <param name="Settings">Of the search.</param>
/// <param name="File">Where the scenario is kept.</param>
/// <param name="AsJson">For machines.</param>
/// <param name="Fault">The planted fault, if any.</param>
internal sealed record FindOutput(string Goal, SearchSettings Settings, string File, bool AsJson, string? Fault)
{
    /// <summary>A search for what an expression asks for; gives the exit code.</summary>
    public int Write(SearchReport report, Expression expression, Voters voters, RealInputs real)
    {
        if (report.Shrunk is not { } shrunk)
        {
            string? nearest = report.Nearest is { } near ? FactsText.Of(expression, Search.Facts(near, voters)) : null;
            return Finish(null, NotFound(report.Cases, report.Elapsed) with { Nearest = nearest }, nearest is null ? [] : [$"what came nearest: {nearest}"]);
        }

        string facts = FactsText.Of(expression, Search.Facts(shrunk.Scenario, voters));
        string? origin = Settings.RealOnly && shrunk.Scenario.Layout is { } layout ? OriginOf(layout, shrunk.Scenario.PageSize, real) : null;
        var decision = Decision.Of(shrunk.Scenario, voters, maxSegments: 0);
        FindJson found = NotFound(report.Cases, report.Elapsed) with
        {
            Found = true,
            Facts = facts,
            Origin = origin,
            ShrinkSteps = shrunk.Steps,
            Scenario = JsonElement.Parse(ScenarioWriter.WriteLine(shrunk.Scenario)),
            File = File,
            FreeFields = decision.Verdict == Verdict.Unsat ? FreeJson.Of(FreeFields.Of(decision, voters)) : null,
        };
        return Finish(
            shrunk.Scenario,
            found,
            [
                $"  {facts}",
                .. origin is null ? [] : new[] { $"  {origin}" },
                $"  simplified in {Words.Plural(shrunk.Steps, "step")}",
                "",
                .. Explanation.Lines(
                    decision,
                    $"./verify decide {File}",
                    Provenance.Lines(),
                    decision.Verdict == Verdict.Unsat ? LayoutDrawing.Of(decision, voters.Optimised) : null,
                    DrawingStyle.Detect(wantsAscii: false).IsAscii),
            ]);
    }

    /// <summary>A search for a law's violation; gives the exit code.</summary>
    public int Write(LawSearchReport report, Voters voters)
    {
        if (report.Finding is not { } finding)
        {
            string spoken = $"the law speaks of {Words.Count(report.Spoken)} of them and holds";
            return Finish(null, NotFound(report.Cases, report.Elapsed), [spoken]);
        }

        string replay = $"./verify replay {File} --law {finding.Law.Name}{(Fault is null ? "" : $" --fault {Fault}")}";
        using var text = new StringWriter();
        var dossier = Dossier.Of(finding, voters, replay);
        FindingText.Write(text, dossier, DrawingStyle.Detect(wantsAscii: false) with { HasColour = false });
        FindJson found = NotFound(report.Cases, report.Elapsed) with
        {
            Found = true,
            Facts = $"{finding.Violation.Conjunct}: expected {finding.Violation.Expected}, actual {finding.Violation.Actual}",
            ShrinkSteps = finding.Shrunk.Steps,
            Scenario = JsonElement.Parse(ScenarioWriter.WriteLine(finding.Shrunk.Scenario)),
            File = File,
            Replay = replay,
            FreeFields = FreeJson.Of(dossier.Free),
        };
        return Finish(finding.Shrunk.Scenario, found, text.ToString().TrimEnd().Split('\n'));
    }

    private FindJson NotFound(long cases, TimeSpan elapsed) => new(
        Goal,
        Found: false,
        Words.Hex(Settings.Seed),
        cases,
        Math.Round(elapsed.TotalSeconds, 3),
        Output.Provenance.Lines().ToDictionary(p => p.Name, p => p.Value));

    private int Finish(Scenario? scenario, FindJson answer, IEnumerable<string> text)
    {
        if (scenario is not null && OutputFile.TryWrite(File, ScenarioWriter.Write(scenario)) is { } problem)
        {
            return Complaint.BadInput($"--out {File}: {problem}");
        }

        if (AsJson)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(answer, JsonLine.Of.FindJson));
        }
        else
        {
            Console.Out.WriteLine($"{(answer.Found ? "found in" : "not found in")} {Words.Count(answer.Cases)} cases, seed {answer.Seed}: {Goal}");
            foreach (string line in text)
            {
                Console.Out.WriteLine(line);
            }
        }

        return answer.Found ? ExitCode.Counterexample : ExitCode.Unknown;
    }

    private static string OriginOf(Layout layout, PageSize pageSize, RealInputs real) => RealShape.Origin(layout, real.Layouts) switch
    {
        null => "page frames of a recorded layout, moved and simplified",
        (var name, 0) => $"page frames as recorded in data/layouts/{name}.json",
        var (name, moved) => $"page frames of data/layouts/{name}.json, {Words.Bytes((UInt128)moved << pageSize.Shift)} further down",
    };
}
