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
        Option<int> most = new("--max-segments")
        {
            Description = "segments to list for each device; the count is exact all the same",
            DefaultValueFactory = _ => DefaultMaxSegments,
        };
        most.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
            {
                result.AddError("--max-segments: expected 0 or more");
            }
        });
        var command = new Command("segment", "The fewest segments for each device over a layout, as JSON; one line for each scenario")
        {
            scenario, most,
        };
        command.SetAction((parsed, stop) =>
        {
            string source = parsed.GetValue(scenario)!;
            int maxSegments = parsed.GetValue(most);
            return Task.FromResult(ScenarioInput.IsLines(source)
                ? ScenarioStream.Answer(source, (line, problem, s) => AnswerLine(line, problem, s, maxSegments), stop)
                : One(source, maxSegments));
        });
        return command;
    }

    private static int One(string source, int maxSegments)
    {
        ReadResult<Scenario> read = ScenarioInput.Read(source);
        if (!read.IsOk)
        {
            return Complaint.BadInput(source, read.Problem);
        }

        if (read.Value.Layout is null)
        {
            return Complaint.BadInput(source, NoLayout);
        }

        foreach (DeviceTable table in Tables(read.Value, maxSegments))
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(TableJson.Of(table), JsonLine.Of.TableJson));
        }

        return ExitCodeOf(read.Value, maxSegments: 0);
    }

    private static int AnswerLine(long line, string? problem, Scenario? scenario, int maxSegments)
    {
        if (scenario is { Layout: null })
        {
            problem = NoLayout.ToString();
        }

        SegmentAnswerJson answer = problem is null
            ? new(line, [.. Tables(scenario!, maxSegments).Select(TableJson.Of)], Error: null)
            : new(line, Devices: null, problem);
        Console.Out.WriteLine(JsonSerializer.Serialize(answer, JsonLine.Of.SegmentAnswerJson));
        return problem is null ? ExitCodeOf(scenario!, maxSegments: 0) : ExitCode.BadInput;
    }

    private static InputProblem NoLayout { get; } =
        new("layout", "", "missing; segment needs to know where the storage is (decide answers without)", Line: null);

    private static ValueList<DeviceTable> Tables(Scenario scenario, int maxSegments) =>
        DeviceTable.All(Question.Of(scenario), Rules, maxSegments);

    private static int ExitCodeOf(Scenario scenario, int maxSegments)
    {
        ValueList<DeviceTable> tables = Tables(scenario, maxSegments);
        return tables.Any(t => t.Vote.Verdict == Verdict.Unsat) ? ExitCode.Counterexample
            : tables.Any(t => t.Vote.Verdict == Verdict.Unknown) ? ExitCode.Unknown
            : ExitCode.Holds;
    }
}
