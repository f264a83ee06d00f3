using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary.Json;
using Spectre.Console;

namespace DmabufVerify.Cli.Output;

/// <summary>A counterexample for people: the law and conjunct, who is wrong, the shrunk scenario, the votes, how to replay it.</summary>
internal static class FindingText
{
    public static void Write(IAnsiConsole console, Finding finding, string replayLine)
    {
        console.WriteLine();
        console.WriteLine($"{finding.Law.Name} is broken: {finding.Violation.Conjunct}");
        console.WriteLine($"  the law   {finding.Law.Equation}");
        console.WriteLine($"  expected  {finding.Violation.Expected}");
        console.WriteLine($"  actual    {finding.Violation.Actual}");
        console.WriteLine($"  {OddOneOut(finding)}");
        foreach (Ballot ballot in finding.Ballots)
        {
            console.WriteLine($"  votes     {string.Join(" | ", ballot.Votes.Select(v => $"{v.Voter}: {CheckJson.Describe(v.Vote)}"))}");
        }

        string cut = finding.Shrunk.Finished ? "" : "; cut off by its budget, a simpler one may exist";
        console.WriteLine($"the simplest scenario that breaks it ({finding.Shrunk.Steps} steps, {finding.Shrunk.Tried} looked at{cut})");
        console.WriteLine(ScenarioWriter.Write(finding.Shrunk.Scenario).TrimEnd());
        console.WriteLine($"replay: {replayLine}");
    }

    /// <summary>A law that the scenario shown before breaks too.</summary>
    public static void WriteAlso(IAnsiConsole console, Finding finding) => console.WriteLine(
        $"it also breaks {finding.Law.Name}: {finding.Violation.Conjunct}; expected {finding.Violation.Expected}, "
        + $"actual {finding.Violation.Actual}");

    private static string OddOneOut(Finding finding) => finding.OddOneOut is { } odd
        ? $"wrong     {odd}"
        : "wrong     no majority among those who voted";
}
