using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Solving;
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
        Option<bool> smt2 = new("--smt2") { Description = "decide nothing; print the question as SMT-LIB 2, one script for each part" };
        var command = new Command("decide", "Whether the devices of a scenario can share its buffer; exit 0 sat, 1 unsat, 3 unknown") { json, smt2 };
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
            return Task.FromResult(
                !read.IsOk ? question.Complain(parsed, read.Problem)
                : parsed.GetValue(smt2) ? Scripts(read.Value)
                : One(read.Value, voters, parsed.GetValue(json)));
        });
        return command;
    }

    private static int One(Scenario scenario, Voters voters, bool asJson)
    {
        long started = Stopwatch.GetTimestamp();
        var decision = Decision.Of(scenario, voters, MaxSegments);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        FreeFields free = FreeFields.Of(decision, voters);
        if (asJson)
        {
            DecisionJson answer = DecisionJson.Of(decision, line: null, Wiring.SolverName, elapsed) with
            {
                FreeFields = decision.Verdict == Verdict.Unsat ? FreeJson.Of(free) : null,
            };
            Console.Out.WriteLine(JsonSerializer.Serialize(answer, JsonLine.Of.DecisionJson));
        }
        else
        {
            DecisionText.Write(Console.Out, decision, Wiring.SolverName, elapsed, free);
        }

        return ExitCodeOf(decision);
    }

    /// <summary>The parts share nothing, so each is a script of its own; all must be sat.</summary>
    private static int Scripts(Scenario scenario)
    {
        if (Z3Library.Status.Problem is { } missing)
        {
            Console.Error.WriteLine($"dmabuf-verify: --smt2: {missing}");
            return ExitCode.Unknown;
        }

        var solver = new SolverVoter();
        string[] scripts = [.. Question.Of(scenario).Parts.Select(part => solver.SmtLib(part).TrimEnd())];
        Console.Out.WriteLine(string.Join("\n(reset)\n", scripts));
        return ExitCode.Holds;
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
