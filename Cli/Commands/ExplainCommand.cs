using System.CommandLine;
using DmabufVerify.Cli.Drawing;
using DmabufVerify.Cli.Explaining;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Commands;

/// <summary><c>explain</c>: what <c>decide</c> says, as a text for a bug report.</summary>
internal static class ExplainCommand
{
    /// <summary>A text names how many segments there are, and lists none.</summary>
    private const int MaxSegments = 0;

    public static Command Create()
    {
        var question = new QuestionOptions();
        Option<bool> picture = Options.Picture();
        Option<bool> ascii = Options.Ascii();
        var command = new Command("explain", "The same as decide as Markdown for a bug report; exit 0 sat, 1 unsat, 3 unknown") { picture, ascii };
        question.AddTo(command);
        command.SetAction(parsed =>
        {
            if (question.Problem(parsed) is { } problem)
            {
                return Complaint.BadInput(problem);
            }

            if (question.Source(parsed) is { } source && ScenarioInput.IsLines(source))
            {
                return Complaint.BadInput($"{source}: explain takes one scenario; expected a .json file");
            }

            ReadResult<Scenario> read = question.Read(parsed);
            if (!read.IsOk)
            {
                return question.Complain(parsed, read.Problem);
            }

            Voters voters = question.Voters(parsed);
            var decision = Decision.Of(read.Value, voters, MaxSegments);
            LayoutDrawing? drawing = DecideCommand.Picture(decision, voters, parsed.GetValue(picture));
            bool isAscii = DrawingStyle.Detect(parsed.GetValue(ascii)).IsAscii;
            FreeFields free = FreeFields.Of(decision, voters);
            foreach (string line in Explanation.Lines(decision, question.Again(parsed), Provenance.Lines(), drawing, isAscii, free))
            {
                Console.Out.WriteLine(line);
            }

            return DecideCommand.ExitCodeOf(decision);
        });
        return command;
    }
}
