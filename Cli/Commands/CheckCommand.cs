using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using DmabufVerify.Cli.Corpus;
using DmabufVerify.Cli.Drawing;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Cli.Output.Files;
using DmabufVerify.Cli.Output.Progress;
using DmabufVerify.Cli.Report;
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
        Option<string?> corpus = Options.Corpus();
        Option<ImmutableArray<Law>?> laws = LawChoice.Option();
        Option<bool> noSolver = Options.NoSolver();
        Option<bool> json = Options.Json();
        var files = new CheckFileOptions();
        var progress = new ProgressOptions();
        Option<SeededFault?> fault = Options.Fault();
        var command = new Command("check", "Looks at every law over random and real scenarios; exit 0 all hold, 1 a counterexample, 3 too little seen")
        {
            seed, cases, time, workers, solverEvery, crossCheck, crossEvery, noCapture, details, corpus, laws, noSolver, json, fault,
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
                Seed = parsed.GetValue(seed) ?? Parsed.FreshSeed(),
                Cases = wantedCases,
                Time = parsed.GetValue(time) ?? (wantedCases is null ? DefaultTime : null),
                Workers = (int)(parsed.GetValue(workers) ?? Defaults.Workers),
                SolverEvery = (int)(parsed.GetValue(solverEvery) ?? Defaults.SolverEvery),
                CrossCheck = isCrossed ? CrossDefaults with { Every = (int)(parsed.GetValue(crossEvery) ?? CrossDefaults.Every) } : null,
                Laws = Chosen(parsed.GetValue(laws) ?? AllLaws.List, !parsed.GetValue(noSolver), isCrossed),
            };
            string? kept = parsed.GetValue(corpus);
            if (kept is not null && OutputFile.TryFolder(kept) is { } unwritable)
            {
                return Complaint.BadInput($"--corpus {kept}: {unwritable}");
            }

            using CheckFiles wanted = files.Files(parsed);
            return await Run(
                settings,
                voters,
                !parsed.GetValue(noCapture),
                parsed.GetValue(json),
                new Details(parsed.GetValue(details)!, parsed.GetValue(fault)?.Name),
                wanted,
                Corpus(kept, parsed.GetValue(details)!, parsed.GetValue(fault)),
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

    /// <summary>What a planted defect breaks is no failure of the tool's, and kept only where somebody says so.</summary>
    private static CheckCorpus? Corpus(string? folder, string details, SeededFault? fault) =>
        folder is not null ? new CheckCorpus(new CorpusFolder(folder), fault)
        : fault is null ? new CheckCorpus(CorpusFolder.Default(details), fault)
        : null;

    private static async Task<int> Run(
        RunSettings settings,
        Voters voters,
        bool capture,
        bool asJson,
        Details details,
        CheckFiles files,
        CheckCorpus? corpus,
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
        corpus?.Try(settings.Laws, voters, asJson ? null : Console.Out, stop);
        var runner = new CheckRunner(settings, voters, real) { Observer = files.Observer, Found = corpus is null ? null : corpus.Keep };
        RunReport drawn = await RunProgress.Watch(runner, settings, style, stop);
        RunReport report = corpus?.AddTo(drawn) ?? drawn;
        Dossier[] dossiers = [.. report.Findings.Select(finding => Dossier.Of(finding, voters, details.ReplayLine(finding)))];
        string? lost = files.Finish(report, dossiers, details);
        CheckJson json = CheckJson.Of(report, dossiers) with { Files = files.Written.Count == 0 ? null : files.Written };
        string text = JsonSerializer.Serialize(json, JsonLine.Of.CheckJson);
        Decided? conflict = report.Findings.Count == 0 ? Decided.Real(voters, details.DecideLine) : null;
        string? problem = details.Write(report, dossiers, text, conflict) is { } failed ? $"--out {details.Folder}: {failed}" : lost;
        if (asJson)
        {
            Console.Out.WriteLine(text);
        }
        else
        {
            Write(Console.Out, report, dossiers, notes, details, conflict);
            foreach (CheckFileJson file in files.Written)
            {
                Console.Out.WriteLine(file);
            }
        }

        return (problem ?? corpus?.Problem) is { } bad ? Complaint.BadInput(bad) : CheckVerdict.Of(report).ExitCode;
    }

    private static void Write(
        TextWriter output, RunReport report, Dossier[] dossiers, IReadOnlyList<string> notes, Details details, Decided? real)
    {
        CheckText.Write(output, report);
        var style = DrawingStyle.Detect(wantsAscii: false);
        foreach (string note in notes)
        {
            output.WriteLine(note);
        }

        foreach (IGrouping<string, Dossier> same in dossiers.GroupBy(dossier => ScenarioWriter.WriteLine(dossier.Finding.Shrunk.Scenario)))
        {
            FindingText.Write(output, same.First(), style);
            foreach (Dossier other in same.Skip(1))
            {
                FindingText.WriteAlso(output, other.Finding);
            }
        }

        if (real is not null)
        {
            output.WriteLine();
            output.WriteLine("a real finding: two drivers that can each use a buffer but cannot share it");
            DecisionText.Write(output, real.Decision, Wiring.SolverName, real.Elapsed, real.Drawing, style, real.Free);
            output.WriteLine($"decide it yourself: {real.Again}");
        }

        output.WriteLine();
        foreach (string file in report.Corpus?.Kept ?? [])
        {
            output.WriteLine($"kept, to be tried first by the next run: {file}");
        }

        output.WriteLine($"page to read: {details.PagePath}");
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
