using System.CommandLine;
using System.Text.Json;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Cli.Output.Progress;
using DmabufVerify.Properties.Claims;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Commands;

/// <summary><c>claims</c>: what was said in the thread, whether it is true, and why.</summary>
internal static class ClaimsCommand
{
    public static Command Create()
    {
        Option<string?> id = new("--id") { Description = "only this claim, in full, such as D10.1 or D10.1a", HelpName = "id" };
        Option<string> folder = new("--out") { Description = "folder for witnesses and counterexamples", DefaultValueFactory = _ => Path.Combine("out", "claims") };
        Option<bool> markdown = new("--markdown") { Description = "docs/claims.md, for all claims" };
        Option<bool> noSolver = new("--no-solver") { Description = "leave Z3 out; what it would prove stays open" };
        Option<bool> json = Options.Json();
        var progress = new ProgressOptions();
        var command = new Command("claims", "What the thread claims, with a verdict and evidence; exit 0 all as in docs/claims.md, 1 one differs, 3 without a solver")
        {
            id, folder, markdown, noSolver, json,
        };
        progress.AddTo(command);
        command.SetAction(async (parsed, stop) => await Run(
            parsed.GetValue(id),
            parsed.GetValue(folder)!,
            parsed.GetValue(markdown) ? Form.Markdown : parsed.GetValue(json) ? Form.Json : Form.Text,
            new ClaimContext(Wiring.Voters(wantSolver: false), Wiring.Prover(wantSolver: !parsed.GetValue(noSolver))),
            progress.Style(parsed),
            stop));
        return command;
    }

    private enum Form
    {
        Text,
        Json,
        Markdown,
    }

    private static async Task<int> Run(string? id, string folder, Form form, ClaimContext context, ProgressStyle style, CancellationToken stop)
    {
        Claim[] claims = [.. AllClaims.List.Where(claim => id is null || claim.Id == id || claim.Number == id)];
        if (claims.Length == 0)
        {
            string near = Nearest.To(id!, AllClaims.List.Select(claim => claim.Number).Distinct()) is { } known
                ? $"did you mean {known}?"
                : "docs/claims.md lists them";
            return Complaint.BadInput($"--id {id}: no such claim; {near}");
        }

        var progress = new ListProgress("claims", claims.Length);
        ClaimRow[] rows = await Watched.Run(() => claims.TakeWhile(_ => !stop.IsCancellationRequested).Select(Look).ToArray(), progress.Facts, style);
        if (rows.Length < claims.Length && !style.IsQuiet)
        {
            Console.Error.WriteLine("interrupted: these are the ones that were looked at until then");
        }

        if (rows.Select(row => row.Write()).FirstOrDefault(problem => problem is not null) is { } failed)
        {
            return Complaint.BadInput($"--out {folder}: {failed}");
        }

        switch (form)
        {
            case Form.Json:
                Console.Out.WriteLine(JsonSerializer.Serialize(ClaimsJson.Of(rows), JsonLine.Of.ClaimsJson));
                break;
            case Form.Markdown:
                ClaimsMarkdown.Write(Console.Out, [.. rows.Select(row => row.Result)]);
                break;
            default:
                ClaimsText.Write(Console.Out, rows, inFull: id is not null);
                break;
        }

        return rows.Any(row => row.Result.Differs) ? ExitCode.Counterexample
            : rows.Length < claims.Length || rows.Any(row => row.Result.Verdict.Kind == VerdictKind.Open) ? ExitCode.Unknown
            : ExitCode.Holds;

        ClaimRow Look(Claim claim)
        {
            progress.Begin(claim.Id);
            return ClaimRow.Of(claim.Run(context), folder);
        }
    }
}
