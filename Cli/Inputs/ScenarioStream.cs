using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Inputs;

/// <summary>Answers the scenarios of a .jsonl file one by one, in order, holding one at a time.</summary>
internal static class ScenarioStream
{
    /// <summary>Answers one line and gives its exit code. Either the problem or the scenario is set.</summary>
    public delegate int AnswerLine(long line, string? problem, Scenario? scenario);

    /// <summary>
    /// The exit code for the whole file: bad input if any line was bad, else a counterexample if any was one, else unknown if any was.
    /// A bad line is told about and the others are answered all the same.
    /// </summary>
    public static int Answer(string source, AnswerLine answer, CancellationToken stop)
    {
        ReadResult<Stream> opened = ScenarioInput.Open(source);
        if (!opened.IsOk)
        {
            return Complaint.BadInput(source, opened.Problem);
        }

        using Stream stream = opened.Value;
        int[] bySeverity = [ExitCode.Holds, ExitCode.Unknown, ExitCode.Counterexample, ExitCode.BadInput];
        int worst = ExitCode.Holds;
        foreach (ScenarioLine line in ScenarioLines.Read(stream, DeviceCatalogue.Shipped.Limits))
        {
            if (stop.IsCancellationRequested)
            {
                break;
            }

            if (!line.Result.IsOk)
            {
                Complaint.BadInput(source, line.Result.Problem);
            }

            int code = answer(line.LineNumber, line.Result.Problem?.ToString(), line.Result.Value);
            worst = Array.IndexOf(bySeverity, code) > Array.IndexOf(bySeverity, worst) ? code : worst;
        }

        return worst;
    }
}
