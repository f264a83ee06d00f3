using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Commands;

/// <summary><c>check</c>: the main job. Every law over random and real scenarios, three voters compared.</summary>
internal static class CheckCommand
{
    private const int MostWorkers = 1024;

    private static readonly TimeSpan DefaultTime = TimeSpan.FromSeconds(60);

    private static readonly RunSettings Defaults = new() { Seed = 0 };

    public static Command Create()
    {
        Option<ulong?> seed = Parsed.Bits("--seed", "what everything drawn follows from; random if left out");
        Option<long?> cases = Parsed.Whole(
            "--cases", "scenarios to draw; with a seed and --no-capture the run is the same everywhere", 1, long.MaxValue);
        Option<TimeSpan?> time = Parsed.Seconds("--time", "seconds to run; 60 if neither this nor --cases is given");
        Option<long?> workers = Parsed.Whole("--workers", "threads; one for each processor if left out", 1, MostWorkers);
        Option<long?> solverEvery = Parsed.Whole(
            "--solver-every", $"the solver votes on one in so many scenarios [default: {Defaults.SolverEvery}]", 1, int.MaxValue);
        Option<bool> noCapture = new("--no-capture") { Description = "leave this machine's page frames and block devices out" };
        Option<string> details = new("--out") { Description = "folder for details", DefaultValueFactory = _ => "out" };
        Option<ImmutableArray<Law>> laws = LawChoice.Option();
        Option<bool> noSolver = Options.NoSolver();
        Option<bool> json = Options.Json();
        Option<SeededFault?> fault = Options.Fault();
        var command = new Command("check", "Looks at every law over random and real scenarios; exit 0 all hold, 1 a counterexample, 3 too little seen")
        {
            seed, cases, time, workers, solverEvery, noCapture, details, laws, noSolver, json, fault,
        };
        command.SetAction(async (parsed, stop) =>
        {
            Voters real = Wiring.Voters(!parsed.GetValue(noSolver));
            Voters voters = parsed.GetValue(fault)?.Plant(real) ?? real;
            long? wantedCases = parsed.GetValue(cases);
            RunSettings settings = Defaults with
            {
                Seed = parsed.GetValue(seed) ?? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)),
                Cases = wantedCases,
                Time = parsed.GetValue(time) ?? (wantedCases is null ? DefaultTime : null),
                Workers = (int)(parsed.GetValue(workers) ?? Defaults.Workers),
                SolverEvery = (int)(parsed.GetValue(solverEvery) ?? Defaults.SolverEvery),
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
        if (OutputFile.TryFolder(folder) is { } unwritable)
        {
            return Complaint.BadInput($"--out {folder}: {unwritable}");
        }

        RealInputs real = Wiring.Real(capture, out IReadOnlyList<string> notes);
        RunReport report = await RunProgress.Watch(new CheckRunner(settings, voters, real), settings, stop);
        var details = new Details(folder, fault?.Name);
        Dossier[] dossiers = [.. report.Findings.Select(finding => Dossier.Of(finding, voters, details.ReplayLine(finding)))];
        CheckJson json = CheckJson.Of(report, dossiers);
        string text = JsonSerializer.Serialize(json, JsonLine.Of.CheckJson);
        string? problem = details.Write(report, text);
        if (asJson)
        {
            Console.Out.WriteLine(text);
        }
        else
        {
            Write(Console.Out, report, dossiers, notes, details, voters);
        }

        return problem is null ? CheckVerdict.Of(report).ExitCode : Complaint.BadInput($"--out {folder}: {problem}");
    }

    private static void Write(
        TextWriter output, RunReport report, Dossier[] dossiers, IReadOnlyList<string> notes, Details details, Voters voters)
    {
        CheckText.Write(output, report);
        foreach (string note in notes)
        {
            output.WriteLine(note);
        }

        foreach (IGrouping<string, Dossier> same in dossiers.GroupBy(dossier => ScenarioWriter.WriteLine(dossier.Scenario)))
        {
            FindingText.Write(output, same.First().Finding!, same.First());
            foreach (Dossier other in same.Skip(1))
            {
                FindingText.WriteAlso(output, other.Finding!);
            }
        }

        if (report.Findings.Count == 0 && RealConflict.Find(Wiring.DevicesThatMeet, voters.Optimised) is { } conflict)
        {
            output.WriteLine();
            output.WriteLine("a real finding: two drivers that can each use a buffer but cannot share it");
            long started = Stopwatch.GetTimestamp();
            var decision = Decision.Of(conflict, voters, maxSegments: 0);
            DecisionText.Write(output, decision, Wiring.SolverName, Stopwatch.GetElapsedTime(started));
            output.WriteLine($"decide it yourself: ./verify decide {details.Keep("real-finding", conflict)}");
        }

        output.WriteLine();
        output.WriteLine($"{Summary(report)}; details in {details.ReportPath}");
    }

    private static string Summary(RunReport report)
    {
        int broken = report.Tallies.Count(t => t.Violated > 0);
        int unseen = report.NeverLookedAt.Count();
        string laws = $"{report.Tallies.Count - broken - unseen} laws hold, {broken} broken, {unseen} not looked at";
        return !report.Starved.Any() ? laws : $"{laws}; starved: {string.Join(", ", report.Starved.Select(c => c.Cell.Name))}, so a pass would mean little";
    }
}
