using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Inputs;

/// <summary>Answers the questions of a .jsonl file one by one, in order, holding one at a time.</summary>
internal static class ScenarioStream
{
    private static readonly int[] BySeverity = [ExitCode.Holds, ExitCode.Unknown, ExitCode.Counterexample, ExitCode.BadInput];

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
        using IEnumerator<ScenarioLine> lines = ScenarioLines.Read(stream, DeviceCatalogue.Shipped.Limits).GetEnumerator();
        int worst = ExitCode.Holds;
        while (!stop.IsCancellationRequested)
        {
            // Only around the reading: a failing output is another matter, and told elsewhere.
            try
            {
                if (!lines.MoveNext())
                {
                    break;
                }
            }
            catch (Exception e) when (ScenarioInput.IsOfTheFile(e))
            {
                return Complaint.BadInput(source, ScenarioInput.Problem(e));
            }

            worst = Worse(worst, Answer(source, lines.Current, answer));
        }

        return worst;
    }

    private static int Answer(string source, ScenarioLine line, AnswerLine answer)
    {
        ReadResult<Scenario> question = QuestionGate.Pass(line.Result, line.LineNumber);
        if (!question.IsOk)
        {
            Complaint.BadInput(source, question.Problem);
        }

        return answer(line.LineNumber, question.Problem?.ToString(), question.Value);
    }

    private static int Worse(int a, int b) => Array.IndexOf(BySeverity, a) >= Array.IndexOf(BySeverity, b) ? a : b;
}
