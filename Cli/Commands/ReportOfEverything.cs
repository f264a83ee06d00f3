using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Cli.Output.Progress;
using DmabufVerify.Cli.Report;
using DmabufVerify.Properties.Claims;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;

namespace DmabufVerify.Cli.Commands;

/// <summary>The work behind a report without cases: the laws, the claims, and each published defect from one seed.</summary>
internal static class ReportOfEverything
{
    private static readonly HuntSettings Hunted = new(PublishedCommand.DefaultSeed, 1, 20_000);

    /// <summary>Runs, writes the page and what its lines replay; the exit code.</summary>
    public static async Task<int> Run(
        RunSettings settings, Voters voters, string file, SeededFault? planted, ProgressStyle style, CancellationToken stop)
    {
        var details = new Details(Path.GetDirectoryName(file) is { Length: > 0 } folder ? folder : ".", planted?.Name);
        var runner = new CheckRunner(settings, voters, Wiring.Real(capture: false, out _));
        RunReport run = await RunProgress.Watch(runner, settings, style, stop);
        Dossier[] dossiers = [.. run.Findings.Select(finding => Dossier.Of(finding, voters, details.ReplayLine(finding)))];
        Decided? real = run.Findings.Count == 0 ? Decided.Real(voters, details.DecideLine) : null;
        var context = new ClaimContext(voters, Wiring.Prover(voters.Solver is not null));
        var claimed = new ListProgress("claims", AllClaims.List.Length);
        ClaimRow[] claims = await Watched.Run(
            () => AllClaims.List.TakeWhile(_ => !stop.IsCancellationRequested).Select(claim =>
            {
                claimed.Begin(claim.Id);
                return ClaimRow.Of(claim.Run(context), Path.Combine(details.Folder, "claims"));
            }).ToArray(),
            claimed.Facts,
            style);
        var sought = new ListProgress("defects", PublishedCommand.Planted.Length);
        List<HuntRow> rows = await Watched.Run(
            () => PublishedCommand.Look(PublishedCommand.Planted, Hunted, Path.Combine(details.Folder, "published"), sought, stop), sought.Facts, style);
        string? lost = details.WriteScenarios(run, real)
            ?? claims.Select(claim => claim.Write()).FirstOrDefault(problem => problem is not null)
            ?? rows.Select(row => row.Write()).FirstOrDefault(problem => problem is not null);
        int? unwritten = ReportCommand.Write(file, ReportContents.Of(run, dossiers, real) with { Title = "report of everything", Claims = claims, Published = rows, Hunted = Hunted });
        bool isWhole = claims.Length == AllClaims.List.Length && rows.Count == PublishedCommand.Planted.Length;
        return lost is not null ? Complaint.BadInput($"--output {file}: {lost}")
            : unwritten ?? (claims.Any(claim => claim.Result.Differs) || !rows.All(row => row.IsAsItShouldBe) ? ExitCode.Counterexample
                : isWhole ? CheckVerdict.Of(run).ExitCode
                : ExitCode.Unknown);
    }
}
