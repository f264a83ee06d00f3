using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Commands;

/// <summary><c>decide</c>: can these devices share the buffer, who is in the way, what would fix it.</summary>
internal static class DecideCommand
{
    private const int MaxSegments = 4096;

    public static Command Create()
    {
        var question = new QuestionOptions();
        Option<bool> json = Options.Json();
        var command = new Command("decide", "Whether the devices of a scenario can share its buffer; exit 0 sat, 1 unsat, 3 unknown") { json };
        question.AddTo(command);
        command.SetAction((parsed, stop) =>
        {
            if (question.Problem(parsed) is { } problem)
            {
                return Task.FromResult(Complaint.BadInput(problem));
            }

            Voters voters = question.Voters(parsed);
            if (question.Source(parsed) is { } source && ScenarioInput.IsLines(source))
            {
                return Task.FromResult(Lines(source, voters, stop));
            }

            ReadResult<Scenario> read = question.Read(parsed);
            return Task.FromResult(read.IsOk ? One(read.Value, voters, parsed.GetValue(json)) : question.Complain(parsed, read.Problem));
        });
        return command;
    }

    private static int One(Scenario scenario, Voters voters, bool asJson)
    {
        long started = Stopwatch.GetTimestamp();
        var decision = Decision.Of(scenario, voters, MaxSegments);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        if (asJson)
        {
            DecisionJson answer = DecisionJson.Of(decision, line: null, Wiring.SolverName, elapsed);
            Console.Out.WriteLine(JsonSerializer.Serialize(answer, JsonLine.Of.DecisionJson));
        }
        else
        {
            DecisionText.Write(Console.Out, decision, Wiring.SolverName, elapsed);
        }

        return ExitCodeOf(decision);
    }

    private static int Lines(string source, Voters voters, CancellationToken stop) =>
        ScenarioStream.Answer(source, (line, problem, scenario) =>
        {
            if (scenario is null)
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(DecisionJson.Bad(line, problem!), JsonLine.Of.DecisionJson));
                return ExitCode.BadInput;
            }

            long started = Stopwatch.GetTimestamp();
            var decision = Decision.Of(scenario, voters, MaxSegments);
            DecisionJson answer = DecisionJson.Of(decision, line, Wiring.SolverName, Stopwatch.GetElapsedTime(started));
            Console.Out.WriteLine(JsonSerializer.Serialize(answer, JsonLine.Of.DecisionJson));
            return ExitCodeOf(decision);
        }, stop);

    /// <summary>What a verdict means for the shell.</summary>
    internal static int ExitCodeOf(Decision decision) => decision.Verdict switch
    {
        Verdict.Sat => ExitCode.Holds,
        Verdict.Unsat => ExitCode.Counterexample,
        Verdict.Unknown => ExitCode.Unknown,
        _ => throw new ArgumentOutOfRangeException(nameof(decision)),
    };
}
