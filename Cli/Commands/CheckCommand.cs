using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Cli.Output.Files;
using DmabufVerify.Cli.Output.Progress;
using DmabufVerify.Properties.Deciding;
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

    private static readonly CrossSettings CrossDefaults = new();

    public static Command Create()
    {
        Option<ulong?> seed = Parsed.Bits("--seed", "what everything drawn follows from; random if left out");
        Option<long?> cases = Parsed.Whole(
            "--cases", "scenarios to draw; with a seed and --no-capture the run is the same everywhere", 1, long.MaxValue);
        Option<TimeSpan?> time = Parsed.Seconds("--time", "seconds to run; 60 if neither this nor --cases is given");
        Option<long?> workers = Parsed.Whole("--workers", "threads; one for each processor if left out", 1, MostWorkers);
        Option<long?> solverEvery = Parsed.Whole(
            "--solver-every", $"the solver votes on one in so many scenarios [default: {Defaults.SolverEvery}]", 1, int.MaxValue);
        Option<bool> crossCheck = Options.CrossCheck("put a sample of what Z3 is asked to cvc5 too; a contradiction is a finding");
        Option<long?> crossEvery = Parsed.Whole(
            "--cross-every", $"with --cross-check: one in so many scenarios that Z3 votes on [default: {CrossDefaults.Every}]", 1, int.MaxValue);
        Option<bool> noCapture = new("--no-capture") { Description = "leave this machine's page frames and block devices out" };
        Option<string> details = new("--out") { Description = "folder for details", DefaultValueFactory = _ => "out" };
        Option<ImmutableArray<Law>> laws = LawChoice.Option();
        Option<bool> noSolver = Options.NoSolver();
        Option<bool> json = Options.Json();
        var files = new CheckFileOptions();
        var progress = new ProgressOptions();
        Option<SeededFault?> fault = Options.Fault();
        var command = new Command("check", "Looks at every law over random and real scenarios; exit 0 all hold, 1 a counterexample, 3 too little seen")
        {
            seed, cases, time, workers, solverEvery, crossCheck, crossEvery, noCapture, details, laws, noSolver, json, fault,
        };
        files.AddTo(command);
        progress.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            Voters real = Wiring.Voters(!parsed.GetValue(noSolver));
            bool isCrossed = parsed.GetValue(crossCheck) || LawChoice.NamesCrossCheck(parsed, laws);
            if (isCrossed)
            {
                real = Wiring.WithCvc5(real, Wiring.Cvc5Milliseconds, out string? missing);
                if (missing is not null)
                {
                    return Complaint.BadInput($"--cross-check: {missing}");
                }
            }

            Voters voters = parsed.GetValue(fault)?.Plant(real) ?? real;
            long? wantedCases = parsed.GetValue(cases);
            RunSettings settings = Defaults with
            {
                Seed = parsed.GetValue(seed) ?? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)),
                Cases = wantedCases,
                Time = parsed.GetValue(time) ?? (wantedCases is null ? DefaultTime : null),
                Workers = (int)(parsed.GetValue(workers) ?? Defaults.Workers),
                SolverEvery = (int)(parsed.GetValue(solverEvery) ?? Defaults.SolverEvery),
                CrossCheck = isCrossed ? CrossDefaults with { Every = (int)(parsed.GetValue(crossEvery) ?? CrossDefaults.Every) } : null,
                Laws = Chosen(parsed.GetValue(laws), !parsed.GetValue(noSolver), isCrossed),
            };
            using CheckFiles wanted = files.Files(parsed);
            return await Run(
                settings,
                voters,
                !parsed.GetValue(noCapture),
                parsed.GetValue(json),
                new Details(parsed.GetValue(details)!, parsed.GetValue(fault)?.Name),
                wanted,
                progress.Style(parsed),
                stop);
        });
        return command;
    }

    /// <summary>A law about a solver that nobody wants is not looked at; a cross-check that was asked for is, whatever laws were named.</summary>
    private static ImmutableArray<Law> Chosen(ImmutableArray<Law> laws, bool withSolver, bool isCrossed) =>
    [
        .. AllLaws.List.Where(law => law.NeedsSecondSolver ? isCrossed : laws.Contains(law) && (!law.NeedsSolver || withSolver)),
    ];

    private static async Task<int> Run(
        RunSettings settings,
        Voters voters,
        bool capture,
        bool asJson,
        Details details,
        CheckFiles files,
        ProgressStyle style,
        CancellationToken stop)
    {
        if (OutputFile.TryFolder(details.Folder) is { } unwritable)
        {
            return Complaint.BadInput($"--out {details.Folder}: {unwritable}");
        }

        if (files.Open() is { } refused)
        {
            return Complaint.BadInput(refused);
        }

        RealInputs real = Wiring.Real(capture, out IReadOnlyList<string> notes);
        var runner = new CheckRunner(settings, voters, real) { Observer = files.Observer };
        RunReport report = await RunProgress.Watch(runner, settings, style, stop);
        string? lost = files.Finish(report, details);
        CheckJson json = CheckJson.Of(report, details.ReplayLine) with { Files = files.Written.Count == 0 ? null : files.Written };
        string text = JsonSerializer.Serialize(json, JsonLine.Of.CheckJson);
        string? problem = details.Write(report, text) is { } failed ? $"--out {details.Folder}: {failed}" : lost;
        if (asJson)
        {
            Console.Out.WriteLine(text);
        }
        else
        {
            Write(Console.Out, report, notes, details, voters);
            foreach (CheckFileJson file in files.Written)
            {
                Console.Out.WriteLine(file);
            }
        }

        return problem is null ? CheckVerdict.Of(report).ExitCode : Complaint.BadInput(problem);
    }

    private static void Write(
        TextWriter output, RunReport report, IReadOnlyList<string> notes, Details details, Voters voters)
    {
        CheckText.Write(output, report);
        foreach (string note in notes)
        {
            output.WriteLine(note);
        }

        foreach (IGrouping<string, Finding> same in report.Findings.GroupBy(f => ScenarioWriter.WriteLine(f.Shrunk.Scenario)))
        {
            FindingText.Write(output, same.First(), details.ReplayLine(same.First()));
            foreach (Finding other in same.Skip(1))
            {
                FindingText.WriteAlso(output, other);
            }
        }

        if (report.Findings.Count == 0 && RealConflict.Find(Wiring.DevicesThatMeet, voters.Optimised) is { } conflict)
        {
            output.WriteLine();
            output.WriteLine("a real finding: two drivers that can each use a buffer but cannot share it");
            long started = Stopwatch.GetTimestamp();
            var decision = Decision.Of(conflict, voters with { SecondSolver = null }, maxSegments: 0);
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
