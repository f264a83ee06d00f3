using System.Collections.Immutable;
using System.CommandLine;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Generation;
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
        Option<ImmutableArray<Law>> laws = LawChoice.Option();
        Option<SeededFault?> fault = Options.Fault();
        Option<bool> noSolver = Options.NoSolver();
        Option<bool> print = new("--print") { Description = "print the scenario and look at nothing" };
        var command = new Command("replay", "Looks at one case again; exit 0 all laws hold, 1 one is broken") { what, laws, fault, noSolver, print };
        command.SetAction(parsed =>
        {
            string source = parsed.GetValue(what)!;
            ReplayToken? token = ReplayToken.Parse(source);
            if (token is null && LooksLikeToken(source) && !File.Exists(source))
            {
                return Complaint.BadInput($"{source}: neither a token, such as p-00c0ffee00c0ffee, nor a file");
            }

            ReadResult<Scenario> read = token is { } known ? Draw(known) : ScenarioInput.Read(source);
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
            SeededFault? planted = parsed.GetValue(fault);
            string again = $"./verify replay {source}" + (planted is null ? "" : $" --fault {planted.Name}");
            return Replay(read.Value, token, parsed.GetValue(laws), planted?.Plant(real) ?? real, again);
        });
        return command;
    }

    private static bool LooksLikeToken(string source) => source is ['p' or 'w', '-', ..] && !Path.HasExtension(source);

    private static Scenario Draw(ReplayToken token) =>
        new ScenarioGenerator(GeneratorSettings.Default, Wiring.Real(capture: false, out _)).Draw(token.Regime, token.Seed);

    private static int Replay(Scenario scenario, ReplayToken? token, ImmutableArray<Law> laws, Voters voters, string again)
    {
        int broken = 0;
        foreach (Law law in laws.Where(law => !law.NeedsSolver || voters.Solver is not null))
        {
            LawResult result = Examination.Check(law, new Case(scenario, voters));
            Console.Out.WriteLine($"{law.Name,-36} {Word(result.Outcome)}");
            if (result.Outcome == LawOutcome.Violated)
            {
                broken++;
                Finding finding = Examination.Examine(law, scenario, token, voters, Shrinker.DefaultBudget);
                FindingText.Write(Console.Out, finding, Dossier.Of(finding, voters, $"{again} --law {law.Name}"));
            }
        }

        return broken > 0 ? ExitCode.Counterexample : ExitCode.Holds;
    }

    private static string Word(LawOutcome outcome) => outcome switch
    {
        LawOutcome.Holds => "holds",
        LawOutcome.Violated => "BROKEN",
        LawOutcome.NotApplicable => "does not speak of this case",
        LawOutcome.Unknown => "open: a voter says unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
