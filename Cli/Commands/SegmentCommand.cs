using System.CommandLine;
using System.Text.Json;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Optimised;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Commands;

/// <summary><c>segment</c>: the table each device is given over a layout, always as JSON.</summary>
internal static class SegmentCommand
{
    private const int DefaultMaxSegments = 4096;

    private static readonly OptimisedVoter Rules = new();

    public static Command Create()
    {
        Argument<string> scenario = Options.Scenario();
        Option<long?> most = Parsed.Whole(
            "--max-segments",
            $"segments to list for each device; the count is exact all the same [default: {DefaultMaxSegments}]",
            0,
            int.MaxValue);
        var command = new Command("segment", "The fewest segments for each device over a layout, as JSON; one line for each scenario")
        {
            scenario, most,
        };
        command.SetAction((parsed, stop) =>
        {
            string source = parsed.GetValue(scenario)!;
            int maxSegments = (int)(parsed.GetValue(most) ?? DefaultMaxSegments);
            return Task.FromResult(ScenarioInput.IsLines(source)
                ? ScenarioStream.Answer(source, (line, problem, s) => AnswerLine(line, problem, s, maxSegments), stop)
                : One(source, maxSegments));
        });
        return command;
    }

    private static int One(string source, int maxSegments)
    {
        ReadResult<Scenario> read = ScenarioInput.ReadQuestion(source);
        if (!read.IsOk)
        {
            return Complaint.BadInput(source, read.Problem);
        }

        if (read.Value.Layout is null)
        {
            return Complaint.BadInput(source, NoLayout);
        }

        ValueList<DeviceTable> tables = Tables(read.Value, maxSegments);
        foreach (DeviceTable table in tables)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(TableJson.Of(table), JsonLine.Of.TableJson));
        }

        return ExitCodeOf(tables);
    }

    private static int AnswerLine(long line, string? problem, Scenario? scenario, int maxSegments)
    {
        problem = scenario is { Layout: null } ? NoLayout.ToString() : problem;
        ValueList<DeviceTable> tables = problem is null ? Tables(scenario!, maxSegments) : [];
        SegmentAnswerJson answer = new(line, problem is null ? [.. tables.Select(TableJson.Of)] : null, problem);
        Console.Out.WriteLine(JsonSerializer.Serialize(answer, JsonLine.Of.SegmentAnswerJson));
        return problem is null ? ExitCodeOf(tables) : ExitCode.BadInput;
    }

    private static InputProblem NoLayout { get; } =
        new("layout", "", "missing; segment needs to know where the storage is (decide answers without)", Line: null);

    private static ValueList<DeviceTable> Tables(Scenario scenario, int maxSegments) =>
        DeviceTable.All(Question.Of(scenario), Rules, maxSegments);

    private static int ExitCodeOf(ValueList<DeviceTable> tables) =>
        tables.Any(t => t.Vote.Verdict == Verdict.Unsat) ? ExitCode.Counterexample
        : tables.Any(t => t.Vote.Verdict == Verdict.Unknown) ? ExitCode.Unknown
        : ExitCode.Holds;
}
