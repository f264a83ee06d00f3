using System.Collections.Immutable;
using System.CommandLine;
using DmabufVerify.Cli.Drawing;
using DmabufVerify.Cli.Exporting;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Commands;

/// <summary><c>replay</c>: looks at one scenario again, from a token or a file, under one law or all.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        Argument<string> what = new("case") { Description = "a token such as p-00c0ffee00c0ffee, a scenario file, or - for standard input" };
        Option<ImmutableArray<Law>?> laws = LawChoice.Option();
        Option<SeededFault?> fault = Options.Fault();
        Option<bool> noSolver = Options.NoSolver();
        Option<bool> print = new("--print") { Description = "print the scenario and look at nothing" };
        Option<bool> ascii = Options.Ascii();
        var export = new ExportOptions();
        var command = new Command("replay", "Looks at one case again; exit 0 all laws hold, 1 one is broken") { what, laws, fault, noSolver, print, ascii };
        export.AddTo(command);
        command.SetAction(parsed =>
        {
            if (export.Problem(parsed) is { } problem)
            {
                return Complaint.BadInput(problem);
            }

            string source = parsed.GetValue(what)!;
            if (CaseInput.Problem(source) is { } neither)
            {
                return Complaint.BadInput(neither);
            }

            ReadResult<Scenario> read = CaseInput.Read(source, out ReplayToken? token);
            if (!read.IsOk)
            {
                return Complaint.BadInput(source, read.Problem);
            }

            if (parsed.GetValue(print))
            {
                Console.Out.Write(ScenarioWriter.Write(read.Value));
                return ExitCode.Holds;
            }

            Voters real = Wiring.Voters(!parsed.GetValue(noSolver));
            if (LawChoice.NamesCrossCheck(parsed, laws))
            {
                real = Wiring.WithCvc5(real, Wiring.Cvc5Milliseconds, out string? missing);
                if (missing is not null)
                {
                    return Complaint.BadInput($"--law: {missing}");
                }
            }

            SeededFault? planted = parsed.GetValue(fault);
            string again = $"./verify replay {(source == "-" ? "scenario.json" : source)}" + (planted is null ? "" : $" --fault {planted.Name}");
            bool isTold = !export.TakesStandardOutput(parsed);
            var style = DrawingStyle.Detect(parsed.GetValue(ascii));
            if (isTold && planted is not null)
            {
                Console.Out.WriteLine($"{planted.Name} is planted in {planted.Voter}");
            }

            List<Finding> findings = Replay(read.Value, token, parsed.GetValue(laws) ?? AllLaws.List, planted?.Plant(real) ?? real, isTold ? again : null, style);
            return (findings, export.IsWanted(parsed)) switch
            {
                ([], true) => export.Nothing("no law is broken", ExitCode.Holds),
                ([var first, ..], true) => Export(first, findings.Count),
                ([], false) => ExitCode.Holds,
                _ => ExitCode.Counterexample,
            };

            int Export(Finding first, int broken)
            {
                if (broken > 1)
                {
                    Console.Error.WriteLine($"dmabuf-verify: {broken} laws are broken; {first.Law.Name} is exported, --law chooses another");
                }

                return export.Write(parsed, FindingSubject.Of(first, planted, real, source, Line(again, first)));
            }
        });
        return command;
    }

    /// <summary>Looks at the laws, and tells of each where a line to replay it is given; what is broken, in their order.</summary>
    private static List<Finding> Replay(
        Scenario scenario, ReplayToken? token, ImmutableArray<Law> laws, Voters voters, string? again, DrawingStyle style)
    {
        List<Finding> findings = [];
        TextWriter output = again is null ? TextWriter.Null : Console.Out;
        foreach (Law law in laws.Where(law => law.CanBeAsked(voters)))
        {
            LawResult result = Examination.Check(law, new Case(scenario, voters));
            output.WriteLine($"{law.Name,-36} {Word(result.Outcome)}");
            if (result.Outcome == LawOutcome.Violated)
            {
                Finding finding = Examination.Examine(law, scenario, token, voters, Shrinker.DefaultBudget, result.Violation);
                findings.Add(finding);
                if (again is not null)
                {
                    FindingText.Write(output, Dossier.Of(finding, voters, Line(again, finding)), style);
                }
            }
        }

        if (findings.Count > 0)
        {
            Provenance.Write(output);
        }

        return findings;
    }

    private static string Line(string again, Finding finding) => $"{again} --law {finding.Law.Name}";

    private static string Word(LawOutcome outcome) => outcome switch
    {
        LawOutcome.Holds => "holds",
        LawOutcome.Violated => "BROKEN",
        LawOutcome.NotApplicable => "does not speak of this case",
        LawOutcome.Unknown => "open: a voter says unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
