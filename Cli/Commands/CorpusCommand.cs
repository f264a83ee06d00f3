using System.CommandLine;
using DmabufVerify.Cli.Corpus;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Properties.Voting;

namespace DmabufVerify.Cli.Commands;

/// <summary><c>corpus</c>: the failures that earlier runs kept: lists them, tries them again, removes what no longer fails.</summary>
internal static class CorpusCommand
{
    public static Command Create() => new("corpus", "Failures kept by earlier runs, which check tries first") { List(), Replay(), Prune() };

    private static Command List()
    {
        Option<string?> folder = Options.Corpus();
        Option<bool> json = Options.Json();
        var command = new Command("list", "Lists them") { folder, json };
        command.SetAction(parsed => With(parsed.GetValue(folder), (_, files) => CorpusOutput.List(files, parsed.GetValue(json))));
        return command;
    }

    private static Command Replay()
    {
        Argument<string[]> which = new("files") { Description = "only these; else all", Arity = ArgumentArity.ZeroOrMore };
        Option<string?> folder = Options.Corpus();
        Option<bool> noSolver = Options.NoSolver();
        var command = new Command("replay", "Tries them again, each under its law; exit 0 none fails, 1 one does") { which, folder, noSolver };
        command.SetAction(parsed => parsed.GetValue(which) is { Length: > 0 } files
            ? CorpusOutput.Replay([.. files.Select(CorpusFolder.Read)], Wiring.Voters(!parsed.GetValue(noSolver)))
            : With(parsed.GetValue(folder), (_, all) => CorpusOutput.Replay(all, Wiring.Voters(!parsed.GetValue(noSolver)))));
        return command;
    }

    private static Command Prune()
    {
        Option<string?> folder = Options.Corpus();
        Option<bool> dryRun = new("--dry-run") { Description = "only say what would be done" };
        Option<bool> keep = new("--keep") { Description = "mark them fixed, as cases that must hold from now on, instead of removing them" };
        Option<bool> noSolver = Options.NoSolver();
        var command = new Command("prune", "Removes open cases that no longer fail") { folder, dryRun, keep, noSolver };
        command.SetAction(parsed =>
        {
            Voters voters = Wiring.Voters(!parsed.GetValue(noSolver));
            return With(parsed.GetValue(folder), (corpus, files) => CorpusOutput.Prune(corpus, files, voters, parsed.GetValue(keep), parsed.GetValue(dryRun)));
        });
        return command;
    }

    /// <summary>A folder that is named has to be there; the one that is not is made when there is something to keep.</summary>
    private static int With(string? named, Func<CorpusFolder, IReadOnlyList<CorpusFile>, int> action)
    {
        if (named is not null && !Directory.Exists(named))
        {
            return Complaint.BadInput($"--corpus {named}: no such folder");
        }

        CorpusFolder folder = named is null ? CorpusFolder.Default() : new CorpusFolder(named);
        IReadOnlyList<CorpusFile> files;
        try
        {
            files = folder.Files();
        }
        catch (Exception e) when (ScenarioInput.IsOfTheFile(e))
        {
            return Complaint.BadInput(folder.Path, ScenarioInput.Problem(e));
        }

        return action(folder, files);
    }
}
