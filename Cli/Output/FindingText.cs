using DmabufVerify.Cli.Drawing;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Output;

/// <summary>A counterexample for people: the law and conjunct, who is wrong, the shrunk scenario, the votes, what may be anything, how to replay it.</summary>
internal static class FindingText
{
    public static void Write(TextWriter output, Dossier dossier, DrawingStyle style)
    {
        Finding finding = dossier.Finding;
        output.WriteLine();
        output.WriteLine($"{finding.Law.Name} is broken: {finding.Violation.Conjunct}");
        output.WriteLine($"  the law   {finding.Law.Equation}");
        output.WriteLine($"  expected  {finding.Violation.Expected}");
        output.WriteLine($"  actual    {finding.Violation.Actual}");
        output.WriteLine($"  error     {dossier.Class.InWords()}");
        output.WriteLine($"  {OddOneOut(finding)}");
        foreach (Ballot ballot in finding.Ballots)
        {
            output.WriteLine($"  votes     {string.Join(" | ", ballot.Votes.Select(v => $"{v.Voter}: {CheckJson.Describe(v.Vote)}"))}");
        }

        foreach (string line in finding.Violation.Picture?.Split('\n') ?? [])
        {
            output.WriteLine($"  {line}");
        }

        foreach (string line in SideBySideText.Lines(dossier.Traces, finding.Shrunk.Scenario.PageSize))
        {
            output.WriteLine(line);
        }

        if (dossier.Drawing is { } drawing)
        {
            TextDrawing.Write(output, drawing, style);
        }

        if (dossier.Conflict is { } conflict)
        {
            ConflictText.Write(output, conflict);
        }

        string cut = finding.Shrunk.Finished ? "" : "; cut off by its budget, a simpler one may exist";
        output.WriteLine($"the simplest scenario that breaks it ({finding.Shrunk.Steps} steps, {finding.Shrunk.Tried} looked at{cut})");
        output.WriteLine(ScenarioWriter.Write(finding.Shrunk.Scenario).TrimEnd());
        foreach (string line in FreeText.Lines(dossier.Free))
        {
            output.WriteLine(line);
        }

        output.WriteLine($"replay: {dossier.ReplayLine}");
    }

    /// <summary>A law that the scenario shown before breaks too.</summary>
    public static void WriteAlso(TextWriter output, Finding finding) => output.WriteLine(
        $"it also breaks {finding.Law.Name}: {finding.Violation.Conjunct}; expected {finding.Violation.Expected}, "
        + $"actual {finding.Violation.Actual}");

    private static string OddOneOut(Finding finding) => finding.OddOneOut is { } odd
        ? $"wrong     {odd}"
        : "wrong     no majority among those who voted";
}
