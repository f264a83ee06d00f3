using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using DmabufVerify.Cli.Drawing;
using DmabufVerify.Cli.Exporting;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Cli.Output.Progress;
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

    /// <summary>For one question there is more time than for one of many.</summary>
    private const uint Cvc5Milliseconds = 5000;

    public static Command Create()
    {
        var question = new QuestionOptions();
        Option<bool> json = Options.Json();
        Option<bool> smt2 = new("--smt2") { Description = "decide nothing; print the question as SMT-LIB 2, one script for each part" };
        Option<bool> crossCheck = Options.CrossCheck("ask cvc5 too; it has a vote like the others");
        Option<bool> picture = Options.Picture();
        Option<bool> ascii = Options.Ascii();
        var command = new Command("decide", "Whether the devices of a scenario can share its buffer; exit 0 sat, 1 unsat, 3 unknown")
        {
            json, smt2, crossCheck, picture, ascii,
        };
        var progress = new ProgressOptions();
        question.AddTo(command);
        var export = new ExportOptions();
        export.AddTo(command);
        progress.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            if ((question.Problem(parsed) ?? export.Problem(parsed) ?? Clash(parsed)) is { } problem)
            {
                return Complaint.BadInput(problem);
            }

            Voters voters = question.Voters(parsed);
            if (parsed.GetValue(crossCheck))
            {
                voters = Wiring.WithCvc5(voters, question.BudgetMilliseconds(parsed) ?? Cvc5Milliseconds, out string? missing);
                if (missing is not null)
                {
                    return Complaint.BadInput($"--cross-check: {missing}");
                }
            }

            if (question.Source(parsed) is { } source && ScenarioInput.IsLines(source))
            {
                return export.IsWanted(parsed)
                    ? Complaint.BadInput($"{source}: --export takes one scenario; expected a .json file")
                    : Lines(source, voters, stop);
            }

            ReadResult<Scenario> read = question.Read(parsed);
            return !read.IsOk ? question.Complain(parsed, read.Problem)
                : parsed.GetValue(smt2) ? Scripts(read.Value)
                : await One(read.Value);

            async Task<int> One(Scenario scenario)
            {
                TextWriter output = export.TakesStandardOutput(parsed) ? TextWriter.Null : Console.Out;
                (Decision decision, TimeSpan elapsed) = await Watching(scenario, voters, progress.Style(parsed));
                if (parsed.GetValue(json))
                {
                    DecisionJson answer = DecisionJson.Of(decision, line: null, Wiring.SolverNames(voters), elapsed) with
                    {
                        Provenance = Provenance.Lines().ToDictionary(p => p.Name, p => p.Value),
                        FreeFields = decision.Verdict == Verdict.Unsat ? FreeJson.Of(FreeFields.Of(decision, voters)) : null,
                    };
                    output.WriteLine(JsonSerializer.Serialize(answer, JsonLine.Of.DecisionJson));
                }
                else
                {
                    DecisionText.Write(
                        output,
                        decision,
                        Wiring.SolverNames(voters),
                        elapsed,
                        Picture(decision, voters, parsed.GetValue(picture)),
                        DrawingStyle.Detect(parsed.GetValue(ascii)),
                        FreeFields.Of(decision, voters));
                    if (decision.Verdict == Verdict.Unsat)
                    {
                        output.WriteLine($"replay: {question.Again(parsed)}");
                        Provenance.Write(output);
                    }
                }

                return export.IsWanted(parsed) ? Export(parsed, decision) : ExitCodeOf(decision);
            }
        });
        return command;

        string? Clash(ParseResult parsed) => !export.IsWanted(parsed) ? null
            : parsed.GetValue(smt2) ? "decide: expected --smt2 or --export, not both"
            : parsed.GetValue(json) && export.TakesStandardOutput(parsed) ? "decide: --json and --export both write to standard output; expected --out too"
            : null;

        int Export(ParseResult parsed, Decision decision) => decision.Verdict == Verdict.Unsat
            ? export.Write(parsed, DecisionSubject.Of(decision, question.Voters(parsed), question.Again(parsed)))
            : export.Nothing($"the answer is {Words.Of(decision.Verdict)}", ExitCodeOf(decision));
    }

    /// <summary>The picture of what cannot be, and of what can be for those who ask.</summary>
    internal static LayoutDrawing? Picture(Decision decision, Voters voters, bool isWanted) =>
        isWanted || decision.Verdict == Verdict.Unsat ? LayoutDrawing.Of(decision, voters.Optimised) : null;

    private static Task<(Decision Decision, TimeSpan Elapsed)> Watching(Scenario scenario, Voters voters, ProgressStyle progress)
    {
        long started = Stopwatch.GetTimestamp();
        return Watched.Run(
            () => Timed(scenario, voters),
            () => [$"deciding, {Pace.Span(Stopwatch.GetElapsedTime(started))}", "no answer yet"],
            progress);
    }

    private static (Decision Decision, TimeSpan Elapsed) Timed(Scenario scenario, Voters voters)
    {
        long started = Stopwatch.GetTimestamp();
        var decision = Decision.Of(scenario, voters, MaxSegments);
        return (decision, Stopwatch.GetElapsedTime(started));
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

            (Decision decision, TimeSpan elapsed) = Timed(scenario, voters);
            DecisionJson answer = DecisionJson.Of(decision, line, Wiring.SolverNames(voters), elapsed);
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
