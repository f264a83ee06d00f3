using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Killing;
using DmabufVerify.Cli.Output;
using DmabufVerify.Cli.Output.Progress;
using DmabufVerify.Mutants.Report;
using DmabufVerify.Mutants.Score;
using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Killing;
using DmabufVerify.Properties.Laws;

namespace DmabufVerify.Cli.Commands;

/// <summary><c>kill-matrix</c>: which law notices which mutant, planted defect and published defect, after how many scenarios.</summary>
internal static class KillMatrixCommand
{
    public static Command Create()
    {
        var report = new Argument<string>("report") { Description = "the JSON report of Stryker.NET that lists the mutants" };
        var assembly = new Option<string>("--assembly") { Description = "the assembly with these mutants compiled in", HelpName = "file", Required = true };
        Option<string> canaries = new("--canaries") { Description = "mutants with a known fate", HelpName = "file", DefaultValueFactory = _ => "mutation/canaries.json" };
        Option<string?> matrix = new("--out") { Description = "where to write the matrix (JSON)", HelpName = "file" };
        Option<string?> answered = new("--report") { Description = "where to write the report with what the laws say to each mutant", HelpName = "file" };
        Option<ImmutableArray<Law>?> without = LawChoice.Option("--without", "as if there were no such law");
        Option<long?> cases = Parsed.Whole("--cases", $"scenarios for each law and seed [default: {KillSettings.Default.Questions}]", 1, ushort.MaxValue);
        var faults = new Option<bool>("--faults") { Description = "planted and published defects too" };
        var progress = new ProgressOptions();
        var command = new Command("kill-matrix", "Which law notices which mutant, after how many scenarios; exit 1 where a canary voids it")
        {
            report, assembly, canaries, matrix, answered, without, cases, faults,
        };
        progress.AddTo(command);
        command.SetAction((parsed, stop) => Run(
            new(
                parsed.GetValue(report)!,
                parsed.GetValue(assembly)!,
                parsed.GetValue(canaries)!,
                parsed.GetValue(matrix),
                parsed.GetValue(answered),
                [.. (parsed.GetValue(without) ?? []).Select(law => law.Name)],
                KillSettings.Of((int)(parsed.GetValue(cases) ?? KillSettings.Default.Questions)),
                parsed.GetValue(faults)),
            progress.Style(parsed),
            stop));
        return command;
    }

    private sealed record Asked(
        string Report, string Assembly, string Canaries, string? Matrix, string? Answered, string[] Without, KillSettings Settings, bool WithFaults);

    private static async Task<int> Run(Asked asked, ProgressStyle style, CancellationToken stop)
    {
        if (!JsonInput.TryRead(asked.Report, ReportReader.Read, out StrykerReport? report)
            || !JsonInput.TryRead(asked.Canaries, ScoreFiles.Canaries, out ScoreList<Canary>? canaries))
        {
            return ExitCode.BadInput;
        }

        if (MutatedTool.Problem(asked.Assembly) is { } problem)
        {
            return Complaint.BadInput($"--assembly {asked.Assembly}: {problem}");
        }

        // Known before a run of minutes.
        if ((Unwritable("--out", asked.Matrix) ?? Unwritable("--report", asked.Answered)) is { } unwritable)
        {
            return Complaint.BadInput(unwritable);
        }

        Subject[] subjects = [new(SubjectKind.Sound, ""), .. Mutants(report!), .. asked.WithFaults ? Faults : []];
        string[] arguments = [.. KillWorkerCommand.Arguments(asked.Settings, asked.Without)];
        using var tool = new MutatedTool(asked.Assembly);
        var pool = new KillPool(() => tool.Start(arguments));
        IReadOnlyList<KillRow> rows = await Watched.Run(
            () => tool.FindReach(arguments) ? Rows(pool, subjects, Statics(report!), stop).GetAwaiter().GetResult() : [],
            () => [$"{Words.Count(pool.Done)} of {Words.Count(subjects.Length)} defects"],
            style);
        KillRow? sound = rows.FirstOrDefault(row => row.Subject.Kind == SubjectKind.Sound);
        if (sound is null && stop.IsCancellationRequested)
        {
            Console.Error.WriteLine("interrupted: nothing was looked at until then");
            return ExitCode.Unknown;
        }

        if (sound is not { Fate: Fate.Survived })
        {
            return Complaint.BadInput($"--assembly {asked.Assembly}: with all mutants off {Broken(sound)}; expected one that is built of these sources");
        }

        var found = new KillMatrix([.. KillWorker.Laws(asked.Without).Select(law => law.Name)], asked.Settings, [.. rows.Where(row => row != sound)]);
        return Tell(asked, report!, canaries!, found, rows.Count == subjects.Length);
    }

    private static IEnumerable<Subject> Mutants(StrykerReport report) => report.Mutants
        .Where(mutant => mutant.Status is not (MutantStatus.CompileError or MutantStatus.Ignored))
        .Select(mutant => new Subject(SubjectKind.Mutant, mutant.Id));

    private static HashSet<string> Statics(StrykerReport report) => [.. report.Mutants.Where(mutant => mutant.IsStatic).Select(mutant => mutant.Id)];

    /// <summary>What may run once in a process and was run before anybody looked is asked again, from the start.</summary>
    private static async Task<IReadOnlyList<KillRow>> Rows(KillPool pool, Subject[] subjects, HashSet<string> statics, CancellationToken stop)
    {
        IReadOnlyList<KillRow> rows = await pool.Run(subjects, stop);
        Subject[] again =
        [
            .. rows.Where(row => row.Fate == Fate.NotReached && statics.Contains(row.Subject.Name))
                .Select(row => row.Subject with { Kind = SubjectKind.StaticMutant }),
        ];
        Dictionary<string, KillRow> second = (await pool.Run(again, stop)).ToDictionary(row => row.Subject.Name);
        return [.. rows.Select(row => row.Subject.IsMutant && second.TryGetValue(row.Subject.Name, out KillRow? other) ? other : row)];
    }

    /// <summary>Defects of the solver need a third voter, those of threads nothing but time.</summary>
    private static IEnumerable<Subject> Faults =>
        AllFaults.List.Where(fault => fault.Voter is not ("solver" or "cvc5")).Select(fault => new Subject(SubjectKind.Fault, fault.Name));

    private static string Broken(KillRow? sound) => sound is { Kills: [{ } kill, ..] } ? $"{kill.Law} is broken" : "nothing answers";

    private static string? Unwritable(string option, string? file) =>
        file is not null && OutputFile.TryFile(file) is { } problem ? $"{option} {file}: {problem}" : null;

    private static int Tell(Asked asked, StrykerReport report, ScoreList<Canary> canaries, KillMatrix found, bool isWhole)
    {
        Dictionary<string, Answer> answers = found.Rows
            .Where(row => row.Subject.IsMutant)
            .ToDictionary(row => row.Subject.Name, row => new Answer(StatusOf(row.Fate), [.. row.Kills.Select(kill => kill.Law)]));
        string overlaid = ReportOverlay.Text(File.ReadAllText(asked.Report), answers);
        MutationScore score = Scoring.Of(ReportReader.Read(overlaid).Value!, canaries.Items, []);
        KillText.Write(Console.Out, found, score, isWhole);
        if (asked.Answered is { } to && OutputFile.TryWrite(to, overlaid) is { } unwritten)
        {
            return Complaint.BadInput($"--report {to}: {unwritten}");
        }

        if (asked.Matrix is { } file && OutputFile.TryWrite(file, JsonSerializer.Serialize(found, JsonLine.Of.KillMatrix)) is { } failed)
        {
            return Complaint.BadInput($"--out {file}: {failed}");
        }

        return score.IsVoid ? ExitCode.Counterexample : isWhole ? ExitCode.Holds : ExitCode.Unknown;
    }

    private static MutantStatus StatusOf(Fate fate) => fate switch
    {
        Fate.Killed => MutantStatus.Killed,
        Fate.Survived => MutantStatus.Survived,
        Fate.NotReached => MutantStatus.NoCoverage,
        Fate.TimedOut => MutantStatus.Timeout,
        Fate.Died => MutantStatus.RuntimeError,
        _ => throw new ArgumentOutOfRangeException(nameof(fate)),
    };
}
