using DmabufVerify.Properties.Explaining.Histories;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Output;

/// <summary>A history for people: equal outcomes once, others side by side under the names of those whose they are.</summary>
internal sealed class HistoryText(TextWriter output, Scenario scenario)
{
    private const int Width = 80;

    private readonly int _numberWidth = Math.Max(2, $"{scenario.Steps.Count - 1}".Length);

    /// <summary>What is run, and by whom.</summary>
    public void WriteHead(IReadOnlyList<Implementation> implementations)
    {
        string who = scenario.Devices.Count == 0 ? "nobody" : string.Join(" and ", scenario.Devices.Select(d => d.Name));
        output.WriteLine($"{Words.Bytes(scenario.BufferSizeBytes)} for {who}, by {string.Join(", ", implementations.Select(i => i.Name))}");
        output.WriteLine($"  {Words.Of(scenario.Policy, scenario.Mode)}");
        if (scenario.Steps.Any(s => s.Thread != 0))
        {
            output.WriteLine("  the steps of all threads in the order of the list");
        }

        output.WriteLine();
    }

    /// <summary>One step.</summary>
    public void Write(HistoryRow row)
    {
        bool isSame = row.Verdict == RowVerdict.Same;
        string verdict = LifeWords.Of(row.Verdict);
        string number = row.Number is { } index ? $"{index}" : "";
        string mark = isSame ? " " : "!";
        string line = $"{mark}{number.PadLeft(_numberWidth)} {LifeWords.Of(row.Step)}";
        output.WriteLine($"{line.PadRight(Width - verdict.Length - 1)} {verdict}");
        string indent = new(' ', _numberWidth + 4);
        foreach ((ValueList<string> names, Outcome outcome) in row.Groups())
        {
            if (!isSame)
            {
                output.WriteLine($"{indent[2..]}{string.Join(", ", names)}");
            }

            foreach (string text in OutcomeText.Lines(outcome, scenario.PageSize))
            {
                output.WriteLine(indent + text);
            }
        }
    }

    /// <summary>Whether those who have to agree did.</summary>
    /// <param name="steps">Steps that were done, the export that comes by itself included.</param>
    /// <param name="broken">At how many of them they did not agree.</param>
    /// <param name="names">Who had to.</param>
    public void WriteVerdict(int steps, int broken, IEnumerable<string> names)
    {
        string who = string.Join(" and ", names);
        output.WriteLine();
        output.WriteLine(broken == 0 ? $"{who} agree at all {steps} steps" : $"{who} DIFFER at {broken} of {steps} steps");
    }
}
