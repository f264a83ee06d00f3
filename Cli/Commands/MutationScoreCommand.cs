using System.CommandLine;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Mutants.Report;
using DmabufVerify.Mutants.Score;

namespace DmabufVerify.Cli.Commands;

/// <summary><c>mutation-score</c>: what a run of mutants says of the tests, unless its canaries say that it says nothing.</summary>
internal static class MutationScoreCommand
{
    public static Command Create()
    {
        var report = new Argument<string>("report") { Description = "the JSON report of Stryker.NET" };
        Option<string> canaries = new("--canaries") { Description = "mutants with a known fate", DefaultValueFactory = _ => "mutation/canaries.json" };
        Option<string> adjudicated = new("--adjudicated")
        {
            Description = "timeouts and errors that somebody looked at",
            DefaultValueFactory = _ => "mutation/adjudicated.json",
        };
        Option<double> least = new("--least") { Description = "percent below which the exit code is 1", HelpName = "percent" };
        least.Validators.Add(result =>
        {
            if (!(result.GetValueOrDefault<double>() is >= 0 and <= 100))
            {
                result.AddError($"--least {result.Tokens[0].Value}: expected a percentage of 0 to 100");
            }
        });
        var command = new Command("mutation-score", "Share of mutants that the tests kill; exit 1 below --least or where a canary voids the score")
        {
            report, canaries, adjudicated, least,
        };
        command.SetAction(parsed => Run(
            parsed.GetValue(report)!, parsed.GetValue(canaries)!, parsed.GetValue(adjudicated)!, parsed.GetValue(least)));
        return command;
    }

    private static int Run(string reportFile, string canaryFile, string adjudicatedFile, double least)
    {
        if (!JsonInput.TryRead(reportFile, ReportReader.Read, out StrykerReport? report)
            || !JsonInput.TryRead(canaryFile, ScoreFiles.Canaries, out ScoreList<Canary>? canaries)
            || !JsonInput.TryRead(adjudicatedFile, ScoreFiles.Adjudications, out ScoreList<Adjudication>? adjudications))
        {
            return ExitCode.BadInput;
        }

        MutationScore score = Scoring.Of(report!, canaries!.Items, adjudications!.Items);
        foreach (string line in ScoreText.Lines(score))
        {
            Console.Out.WriteLine(line);
        }

        bool isBelow = score.Percent < least;
        if (isBelow && !score.IsVoid)
        {
            Console.Out.WriteLine(FormattableString.Invariant($"  below the threshold of {least} %"));
        }

        return isBelow || score.IsVoid ? ExitCode.Counterexample : ExitCode.Holds;
    }
}
