using System.Collections.Immutable;
using System.CommandLine;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Cli.Report;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Commands;

/// <summary>
/// <c>report</c>: a page to read. Of named cases: each under all laws, and decided where it is a question. Without any: a run of all laws, the claims of the
/// thread, and a short search for every published defect.
/// </summary>
internal static class ReportCommand
{
    private static readonly TimeSpan DefaultTime = TimeSpan.FromSeconds(60);

    public static Command Create()
    {
        Argument<string[]> cases = new("case") { Description = "tokens or scenario files; without any the page is about everything", Arity = ArgumentArity.ZeroOrMore };
        Option<string> output = new("--output") { Description = "the page", HelpName = "file", DefaultValueFactory = _ => Path.Combine("out", "report.html") };
        Option<ulong?> seed = Parsed.Bits("--seed", "without cases: what everything drawn follows from");
        Option<TimeSpan?> time = Parsed.Seconds("--time", $"without cases: seconds for the laws [default: {DefaultTime.TotalSeconds:f0}]");
        Option<ImmutableArray<Law>?> laws = LawChoice.Option();
        Option<bool> noSolver = Options.NoSolver();
        Option<SeededFault?> fault = Options.Fault();
        var progress = new ProgressOptions();
        var command = new Command("report", "Writes a page to read; exit 0 all holds, 1 a law is broken or an answer unsat, 3 unknown")
        {
            cases, output, seed, time, laws, noSolver, fault,
        };
        progress.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            string file = parsed.GetValue(output)!;
            if (OutputFile.TryFile(file) is { } unwritable)
            {
                return Complaint.BadInput($"--output {file}: {unwritable}");
            }

            Voters real = Wiring.Voters(!parsed.GetValue(noSolver));
            SeededFault? planted = parsed.GetValue(fault);
            ImmutableArray<Law> chosen = parsed.GetValue(laws) ?? AllLaws.List;
            if (parsed.GetValue(cases) is { Length: > 0 } named)
            {
                return OfCases(named, file, chosen, planted?.Plant(real) ?? real, planted);
            }

            var settings = new RunSettings
            {
                Seed = parsed.GetValue(seed) ?? Parsed.FreshSeed(),
                Time = parsed.GetValue(time) ?? DefaultTime,
                Laws = [.. chosen.Where(law => !law.NeedsSecondSolver && (!law.NeedsSolver || real.Solver is not null))],
            };
            return await ReportOfEverything.Run(settings, planted?.Plant(real) ?? real, file, planted, progress.Style(parsed), stop);
        });
        return command;
    }

    private static int OfCases(string[] named, string file, ImmutableArray<Law> laws, Voters voters, SeededFault? planted)
    {
        List<Dossier> findings = [];
        List<(string Name, Decided Decided)> decisions = [];
        foreach (string source in named)
        {
            ReadResult<Scenario> read = CaseInput.Read(source, out ReplayToken? token);
            if (CaseInput.Problem(source) is { } neither)
            {
                return Complaint.BadInput(neither);
            }

            if (!read.IsOk)
            {
                return Complaint.BadInput(source, read.Problem);
            }

            string plant = planted is null ? "" : $" --fault {planted.Name}";
            findings.AddRange(
                from law in laws
                where law.CanBeAsked(voters)
                let violation = Examination.Check(law, new Case(read.Value, voters)).Violation
                where violation is not null
                let finding = Examination.Examine(law, read.Value, token, voters, Shrinker.DefaultBudget, violation)
                select Dossier.Of(finding, voters, $"./verify replay {source}{plant} --law {law.Name}"));
            if (read.Value.Steps.Count == 0 && QuestionGate.Pass(read).IsOk)
            {
                decisions.Add((source, Decided.Of(read.Value, voters, token is null ? $"./verify decide {source}" : $"./verify replay {source} --print | ./verify decide -")));
            }
        }

        Verdict[] verdicts = [.. decisions.Select(d => d.Decided.Decision.Verdict)];
        string meaning = $"{Words.Plural(named.Length, "case")}: {Words.Plural(findings.Count, "counterexample")}; "
            + $"decided: {verdicts.Count(v => v == Verdict.Sat)} sat, {verdicts.Count(v => v == Verdict.Unsat)} unsat, {verdicts.Count(v => v == Verdict.Unknown)} unknown";
        var contents = new ReportContents($"report of {(named is [var one] ? one : $"{named.Length} cases")}", meaning) { Findings = findings, Decisions = decisions };
        return Write(file, contents)
            ?? (findings.Count > 0 || verdicts.Contains(Verdict.Unsat) ? ExitCode.Counterexample
                : verdicts.Contains(Verdict.Unknown) ? ExitCode.Unknown
                : ExitCode.Holds);
    }

    /// <summary>Writes the page and says where; the exit code where that cannot be done.</summary>
    internal static int? Write(string file, ReportContents contents)
    {
        if (OutputFile.TryWrite(file, HtmlReport.Text(contents)) is { } problem)
        {
            return Complaint.BadInput($"--output {file}: {problem}");
        }

        Console.Out.WriteLine(contents.Meaning);
        Console.Out.WriteLine($"page to read: {file}");
        return null;
    }
}
