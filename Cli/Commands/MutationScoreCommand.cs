using System.CommandLine;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Killing;
using DmabufVerify.Cli.Output;
using DmabufVerify.Mutants.Report;
using DmabufVerify.Mutants.Score;
using DmabufVerify.Properties.Killing;

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
        Option<string?> matrix = new("--matrix") { Description = "what kill-matrix wrote: what each law is worth is told too", HelpName = "file" };
        var command = new Command("mutation-score", "Share of mutants that the tests kill; exit 1 below --least or where a canary voids the score")
        {
            report, canaries, adjudicated, least, matrix,
        };
        command.SetAction(parsed => Run(
            parsed.GetValue(report)!, parsed.GetValue(canaries)!, parsed.GetValue(adjudicated)!, parsed.GetValue(least), parsed.GetValue(matrix)));
        return command;
    }

    private static int Run(string reportFile, string canaryFile, string adjudicatedFile, double least, string? matrixFile)
    {
        KillMatrix? matrix = null;
        if (!JsonInput.TryRead(reportFile, ReportReader.Read, out StrykerReport? report)
            || !JsonInput.TryRead(canaryFile, ScoreFiles.Canaries, out ScoreList<Canary>? canaries)
            || !JsonInput.TryRead(adjudicatedFile, ScoreFiles.Adjudications, out ScoreList<Adjudication>? adjudications)
            || (matrixFile is not null && !JsonInput.TryRead(matrixFile, KillMatrixFile.Read, out matrix)))
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

        if (matrix is not null)
        {
            Console.Out.WriteLine();
            KillText.WriteLaws(Console.Out, matrix);
        }

        return isBelow || score.IsVoid ? ExitCode.Counterexample : ExitCode.Holds;
    }
}
