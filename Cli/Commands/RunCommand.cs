using System.CommandLine;
using System.Text.Json;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Explaining.Histories;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Commands;

/// <summary><c>run</c>: does the steps of a scenario, and shows what each came to.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        Argument<string> scenario = new("scenario") { Description = "a .json file with steps, or - for standard input" };
        Option<string?> published = new("--published")
        {
            Description = "beside them what published code would have done",
            HelpName = "name",
        };
        Option<bool> json = Options.Json();
        var command = new Command("run", "Does the steps of a scenario and shows what each came to; exit 0 all agree, 1 they differ")
        {
            scenario, published, json,
        };
        command.SetAction((parsed, stop) =>
        {
            string source = parsed.GetValue(scenario)!;
            string? name = parsed.GetValue(published);
            return Task.FromResult(
                ScenarioInput.IsLines(source) ? Complaint.BadInput($"{source}: run takes one scenario; expected a .json file")
                : name is { } unknown && !Wiring.Published.ContainsKey(unknown) ? UnknownPublished(unknown)
                : Run(source, name, parsed.GetValue(json), stop));
        });
        return command;
    }

    private static int Run(string source, string? published, bool asJson, CancellationToken stop)
    {
        ReadResult<Scenario> read = ScenarioInput.Read(source);
        if (!read.IsOk)
        {
            return Complaint.BadInput(source, read.Problem);
        }

        if (read.Value.Steps.Count == 0)
        {
            return Complaint.BadInput(source, NoSteps);
        }

        IReadOnlyList<Implementation> implementations = ImplementationsFor(read.Value, published);
        return asJson
            ? WriteJson(read.Value, implementations, stop)
            : WriteText(read.Value, implementations, stop);
    }

    private static IReadOnlyList<Implementation> ImplementationsFor(Scenario scenario, string? published)
    {
        IEnumerable<Implementation> judged =
            Wiring.Voters(wantSolver: false).Rules.Select(r => new Implementation(r.Name, r.NewBuffer(scenario)));
        return published is null
            ? [.. judged]
            : [.. judged, new Implementation(published, Wiring.Published[published](scenario), IsJudged: false)];
    }

    private static int WriteJson(Scenario scenario, IReadOnlyList<Implementation> implementations, CancellationToken stop)
    {
        bool differs = false;
        foreach (HistoryRow row in Rows(scenario, implementations, stop))
        {
            differs |= row.Verdict == RowVerdict.Differ;
            Console.Out.WriteLine(JsonSerializer.Serialize(HistoryJson.Of(row), JsonLine.Of.HistoryJson));
        }

        return differs ? ExitCode.Counterexample : ExitCode.Holds;
    }

    private static int WriteText(Scenario scenario, IReadOnlyList<Implementation> implementations, CancellationToken stop)
    {
        (int steps, int broken) = (0, 0);
        var text = new HistoryText(Console.Out, scenario);
        text.WriteHead(implementations);
        foreach (HistoryRow row in Rows(scenario, implementations, stop))
        {
            (steps, broken) = (steps + 1, broken + (row.Verdict == RowVerdict.Differ ? 1 : 0));
            text.Write(row);
        }

        text.WriteVerdict(steps, broken, implementations.Where(i => i.IsJudged).Select(i => i.Name));
        return broken > 0 ? ExitCode.Counterexample : ExitCode.Holds;
    }

    private static IEnumerable<HistoryRow> Rows(Scenario scenario, IReadOnlyList<Implementation> implementations, CancellationToken stop) =>
        HistoryRunner.Run(scenario.Steps, implementations).TakeWhile(_ => !stop.IsCancellationRequested);

    private static InputProblem NoSteps { get; } = new(
        "steps", "", "missing; expected what is to be done, such as [ { \"op\": \"attach\", \"device\": \"display\" } ]", Line: null);

    private static int UnknownPublished(string name)
    {
        string near = Nearest.To(name, Wiring.Published.Keys) is { } known
            ? $"did you mean {known}?"
            : $"there are {string.Join(", ", Wiring.Published.Keys)}";
        return Complaint.BadInput($"--published {name}: no such code; {near}");
    }
}
