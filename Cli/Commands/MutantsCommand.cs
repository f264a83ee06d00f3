using System.CommandLine;
using System.Text.Json;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Mutants.Ledger;
using DmabufVerify.Mutants.Proving;
using DmabufVerify.Mutants.Report;
using DmabufVerify.Mutants.Reviewing;
using DmabufVerify.Mutants.Score;
using DmabufVerify.Solving;

namespace DmabufVerify.Cli.Commands;

/// <summary><c>mutants</c>: which surviving mutants are equivalent, and which inputs kill the others.</summary>
internal static class MutantsCommand
{
    public static Command Create()
    {
        var report = new Argument<string>("report") { Description = "the JSON report of Stryker.NET" };
        Option<string> canaries = Data("--canaries", "canaries", "mutants with a known fate");
        Option<string> adjudicated = Data("--adjudicated", "adjudicated", "timeouts and errors that somebody looked at");
        Option<string> preconditions = Data("--preconditions", "preconditions", "what callers see to, and proofs may assume");
        Option<string> ledger = Data("--ledger", "equivalent", "proofs on record");
        Option<bool> write = new("--write-ledger") { Description = "put this run's proofs on record" };
        Option<string?> tests = new("--tests") { Description = "where to write a test class that kills what can be killed", HelpName = "file" };
        Option<long?> budget = Parsed.Whole("--budget-ms", "milliseconds for one proof (20000)", least: 1, most: 3_600_000);
        Option<bool> json = Options.Json();
        var command = new Command("mutants", "Proves surviving mutants equivalent, or tells them apart; exit 0 none is left, 1 some are, 3 unknown only")
        {
            report, canaries, adjudicated, preconditions, ledger, write, tests, budget, json,
        };
        command.SetAction((parsed, stop) => Task.FromResult(Run(
            new(
                parsed.GetValue(report)!,
                parsed.GetValue(canaries)!,
                parsed.GetValue(adjudicated)!,
                parsed.GetValue(preconditions)!,
                parsed.GetValue(ledger)!,
                parsed.GetValue(write),
                parsed.GetValue(tests),
                (uint)(parsed.GetValue(budget) ?? 20_000),
                parsed.GetValue(json)),
            stop)));
        return command;
    }

    private sealed record Asked(
        string Report, string Canaries, string Adjudicated, string Preconditions, string Ledger, bool WriteLedger, string? Tests, uint Milliseconds, bool Json);

    private static Option<string> Data(string name, string file, string description) =>
        new(name) { Description = description, HelpName = "file", DefaultValueFactory = _ => $"mutation/{file}.json" };

    private static int Run(Asked asked, CancellationToken stop)
    {
        if (!JsonInput.TryRead(asked.Report, ReportReader.Read, out StrykerReport? report)
            || !JsonInput.TryReadIfThere(asked.Canaries, ScoreFiles.Canaries, out ScoreList<Canary>? canaries)
            || !JsonInput.TryReadIfThere(asked.Adjudicated, ScoreFiles.Adjudications, out ScoreList<Adjudication>? adjudications)
            || !JsonInput.TryReadIfThere(asked.Preconditions, EquivalenceLedger.ReadPreconditions, out ScoreList<Precondition>? preconditions)
            || !JsonInput.TryReadIfThere(asked.Ledger, EquivalenceLedger.Read, out EquivalenceLedger? ledger))
        {
            return ExitCode.BadInput;
        }

        if (Z3Library.Status.Problem is { } missing)
        {
            Console.Error.WriteLine($"dmabuf-verify: nothing can be proved: {missing}");
            return ExitCode.Unknown;
        }

        MutationScore score = Scoring.Of(report!, canaries?.Items ?? [], adjudications?.Items ?? []);
        ledger ??= new([]);
        var review = new SurvivorReview([.. preconditions?.Items ?? []], ledger, asked.Milliseconds);
        if (review.Problem(report!, [.. score.Survivors]) is { } problem)
        {
            return Complaint.BadInput(asked.Report, problem);
        }

        ReviewedMutant[] reviewed = [.. score.Survivors.TakeWhile(_ => !stop.IsCancellationRequested).Select(survivor => review.Look(report!, survivor))];
        bool isWhole = reviewed.Length == score.Survivors.Count;
        return Files(asked, report!, ledger, reviewed, isWhole) is { } failed ? Complaint.BadInput(failed) : Tell(asked, score, reviewed, isWhole);
    }

    /// <summary>A run that was interrupted knows too little for the ledger.</summary>
    private static string? Files(Asked asked, StrykerReport report, EquivalenceLedger ledger, ReviewedMutant[] reviewed, bool isWhole)
    {
        if (asked.Tests is { } tests && OutputFile.TryWrite(tests, KillingTests.Text(reviewed)) is { } failed)
        {
            return $"--tests {tests}: {failed}";
        }

        if (!asked.WriteLedger || !isWhole)
        {
            return null;
        }

        EquivalenceLedger after = ledger.After(SurvivorReview.Files(report), reviewed.Select(r => r.Record(Wiring.SolverName)).OfType<LedgerEntry>());
        return OutputFile.TryWrite(asked.Ledger, after.Text()) is { } problem ? $"--ledger {asked.Ledger}: {problem}" : null;
    }

    private static int Tell(Asked asked, MutationScore score, ReviewedMutant[] reviewed, bool isWhole)
    {
        if (asked.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(MutantsJson.Of(score, reviewed), JsonLine.Of.MutantsJson));
        }
        else
        {
            MutantsText.Write(Console.Out, score, reviewed);
        }

        bool isLeft = reviewed.Any(r => r.IsLeft && (r.Verdict is not Verdict.Unknown || r.IsReopened));
        return isLeft ? ExitCode.Counterexample
            : !isWhole || reviewed.Any(r => r.Verdict is Verdict.Unknown) ? ExitCode.Unknown
            : ExitCode.Holds;
    }
}
