using System.Collections.Immutable;
using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary.Json;
using Spectre.Console;

namespace DmabufVerify.Cli.Commands;

/// <summary><c>check</c>: the main job. Every law over random and real scenarios, three voters compared.</summary>
internal static class CheckCommand
{
    private static readonly TimeSpan DefaultTime = TimeSpan.FromSeconds(60);

    public static Command Create()
    {
        Option<ulong?> seed = new("--seed") { Description = "what everything drawn follows from; random if left out" };
        Option<long?> cases = new("--cases") { Description = "scenarios to draw; with a seed and --no-capture the run is the same everywhere" };
        Option<double?> time = new("--time") { Description = "seconds to run; 60 if neither this nor --cases is given" };
        Option<int> workers = new("--workers") { Description = "threads", DefaultValueFactory = _ => Environment.ProcessorCount };
        Option<int> solverEvery = new("--solver-every")
        {
            Description = "the solver votes on one in so many scenarios",
            DefaultValueFactory = _ => new RunSettings { Seed = 0 }.SolverEvery,
        };
        Option<bool> noCapture = new("--no-capture") { Description = "leave this machine's page frames and block devices out" };
        Option<string> details = new("--out") { Description = "folder for details", DefaultValueFactory = _ => "out" };
        Option<ImmutableArray<Law>> laws = LawChoice.Option();
        Option<bool> noSolver = Options.NoSolver();
        Option<bool> json = Options.Json();
        Option<SeededFault?> fault = Options.Fault();
        foreach (Option option in new Option[] { cases, time, workers, solverEvery })
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens is [var token] && double.TryParse(token.Value, out double number) && number <= 0)
                {
                    result.AddError($"{option.Name} {token.Value}: expected a number above 0");
                }
            });
        }

        var command = new Command("check", "Looks at every law over random and real scenarios; exit 0 all hold, 1 a counterexample, 3 too little seen")
        {
            seed, cases, time, workers, solverEvery, noCapture, details, laws, noSolver, json, fault,
        };
        command.SetAction(async (parsed, stop) =>
        {
            Voters real = Wiring.Voters(!parsed.GetValue(noSolver));
            Voters voters = parsed.GetValue(fault)?.Plant(real) ?? real;
            long? wantedCases = parsed.GetValue(cases);
            TimeSpan? wantedTime = parsed.GetValue(time) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
            var settings = new RunSettings
            {
                Seed = parsed.GetValue(seed) ?? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)),
                Cases = wantedCases,
                Time = wantedTime ?? (wantedCases is null ? DefaultTime : null),
                Workers = parsed.GetValue(workers),
                SolverEvery = parsed.GetValue(solverEvery),
                Laws = [.. parsed.GetValue(laws).Where(law => !law.NeedsSolver || !parsed.GetValue(noSolver))],
            };
            return await Run(
                settings, voters, !parsed.GetValue(noCapture), parsed.GetValue(json), parsed.GetValue(details)!, parsed.GetValue(fault), stop);
        });
        return command;
    }

    private static async Task<int> Run(
        RunSettings settings, Voters voters, bool capture, bool asJson, string folder, SeededFault? fault, CancellationToken stop)
    {
        RealInputs real = Wiring.Real(capture, out IReadOnlyList<string> notes);
        RunReport report = await RunProgress.Watch(new CheckRunner(settings, voters, real), settings, stop);
        var details = new Details(folder, fault?.Name);
        CheckJson json = CheckJson.Of(report, details.ReplayLine);
        string text = JsonSerializer.Serialize(json, JsonLine.Of.CheckJson);
        string? problem = details.Write(report, text);
        if (asJson)
        {
            Console.Out.WriteLine(text);
        }
        else
        {
            Write(Consoles.Results(), report, notes, details, voters);
        }

        return problem is null ? CheckVerdict.Of(report).ExitCode : Complaint.BadInput($"--out {folder}: {problem}");
    }

    private static void Write(
        IAnsiConsole console, RunReport report, IReadOnlyList<string> notes, Details details, Voters voters)
    {
        CheckText.Write(console, report);
        foreach (string note in notes)
        {
            console.WriteLine(note);
        }

        foreach (IGrouping<string, Finding> same in report.Findings.GroupBy(f => ScenarioWriter.WriteLine(f.Shrunk.Scenario)))
        {
            FindingText.Write(console, same.First(), details.ReplayLine(same.First()));
            foreach (Finding other in same.Skip(1))
            {
                FindingText.WriteAlso(console, other);
            }
        }

        if (report.Findings.Count == 0 && RealConflict.Find(Wiring.DevicesThatMeet, voters.Optimised) is { } conflict)
        {
            console.WriteLine();
            console.WriteLine("a real finding: two devices of the catalogue that each can use a buffer and cannot share it");
            long started = System.Diagnostics.Stopwatch.GetTimestamp();
            var decision = Decision.Of(conflict, voters, maxSegments: 0);
            DecisionText.Write(console, decision, Wiring.SolverName, System.Diagnostics.Stopwatch.GetElapsedTime(started));
            console.WriteLine($"  decide it yourself: ./verify decide {details.Keep("real-finding", conflict)}");
        }

        console.WriteLine();
        console.WriteLine($"{Summary(report)}; details in {details.ReportPath}");
    }

    private static string Summary(RunReport report)
    {
        int broken = report.Tallies.Count(t => t.Violated > 0);
        int unseen = report.NeverLookedAt.Count();
        string laws = $"{report.Tallies.Count - broken - unseen} laws hold, {broken} broken, {unseen} not looked at";
        return !report.Starved.Any() ? laws : $"{laws}; starved: {string.Join(", ", report.Starved.Select(c => c.Cell.Name))}, so a pass would mean little";
    }
}
