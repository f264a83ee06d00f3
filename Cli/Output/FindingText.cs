using DmabufVerify.Cli.Drawing;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Output;

/// <summary>A counterexample for people: the law and conjunct, who is wrong, the shrunk scenario, the votes, how to replay it.</summary>
internal static class FindingText
{
    public static void Write(TextWriter output, Finding finding, string replayLine, DrawingStyle? style = null)
    {
        output.WriteLine();
        output.WriteLine($"{finding.Law.Name} is broken: {finding.Violation.Conjunct}");
        output.WriteLine($"  the law   {finding.Law.Equation}");
        output.WriteLine($"  expected  {finding.Violation.Expected}");
        output.WriteLine($"  actual    {finding.Violation.Actual}");
        output.WriteLine($"  {OddOneOut(finding)}");
        foreach (Ballot ballot in finding.Ballots)
        {
            output.WriteLine($"  votes     {string.Join(" | ", ballot.Votes.Select(v => $"{v.Voter}: {CheckJson.Describe(v.Vote)}"))}");
        }

        foreach (string line in finding.Violation.Picture?.Split('\n') ?? [])
        {
            output.WriteLine($"  {line}");
        }

        if (finding.Drawing is { } drawing)
        {
            TextDrawing.Write(output, drawing, style ?? DrawingStyle.Plain);
        }

        string cut = finding.Shrunk.Finished ? "" : "; cut off by its budget, a simpler one may exist";
        output.WriteLine($"the simplest scenario that breaks it ({finding.Shrunk.Steps} steps, {finding.Shrunk.Tried} looked at{cut})");
        output.WriteLine(ScenarioWriter.Write(finding.Shrunk.Scenario).TrimEnd());
        output.WriteLine($"replay: {replayLine}");
    }

    /// <summary>A law that the scenario shown before breaks too.</summary>
    public static void WriteAlso(TextWriter output, Finding finding) => output.WriteLine(
        $"it also breaks {finding.Law.Name}: {finding.Violation.Conjunct}; expected {finding.Violation.Expected}, "
        + $"actual {finding.Violation.Actual}");

    private static string OddOneOut(Finding finding) => finding.OddOneOut is { } odd
        ? $"wrong     {odd}"
        : "wrong     no majority among those who voted";
}
