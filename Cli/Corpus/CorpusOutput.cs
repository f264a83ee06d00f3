using System.Text.Json;
using DmabufVerify.Cli.Drawing;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Corpus;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Voting;

namespace DmabufVerify.Cli.Corpus;

/// <summary>What the parts of <c>corpus</c> tell; each gives the exit code: 2 where a file is damaged, before 1, before 3.</summary>
internal static class CorpusOutput
{
    /// <summary>A few lines or one document for each.</summary>
    public static int List(IReadOnlyList<CorpusFile> files, bool asJson)
    {
        if (asJson)
        {
            foreach (CorpusFile file in files)
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(CorpusEntryJson.Of(file), JsonLine.Of.CorpusEntryJson));
            }

            return files.All(file => file.Read.IsOk) ? ExitCode.Holds : ExitCode.BadInput;
        }

        foreach (CorpusFile file in files.Where(file => file.Read.IsOk))
        {
            foreach (string line in CorpusLines.Describe(file.Path, file.Read.Value!))
            {
                Console.Out.WriteLine(line);
            }
        }

        Console.Out.WriteLine(Words.Plural(files.Count(file => file.Read.IsOk), "case"));
        return Damaged(files);
    }

    /// <summary>Tries each with its own defect planted, and shows in full what fails.</summary>
    public static int Replay(IReadOnlyList<CorpusFile> files, Voters sound)
    {
        int exit = Damaged(files);
        var trials = new List<CorpusTrial>();
        foreach (CorpusFile file in files.Where(file => file.Read.IsOk))
        {
            Voters voters = CorpusTrial.Voters(file.Read.Value!, sound);
            CorpusTrial trial = Tried(file, sound);
            trials.Add(trial);
            Console.Out.WriteLine($"{trial.File}: {trial.Entry.Law.Name}: {CorpusLines.State(trial)}");
            if (trial.Outcome == CorpusOutcome.Fails)
            {
                var dossier = Dossier.Of(trial.Examine(voters), voters, $"./verify corpus replay {trial.File}");
                FindingText.Write(Console.Out, dossier, DrawingStyle.Detect(wantsAscii: false));
            }
        }

        return exit != ExitCode.Holds ? exit
            : trials.Any(trial => trial.Outcome == CorpusOutcome.Fails) ? ExitCode.Counterexample
            : trials.Any(trial => trial.Outcome == CorpusOutcome.Undecided) ? ExitCode.Unknown
            : ExitCode.Holds;
    }

    /// <summary>Tries the open ones, and removes or marks what no longer fails.</summary>
    public static int Prune(CorpusFolder folder, IReadOnlyList<CorpusFile> files, Voters sound, bool keep, bool dryRun)
    {
        int exit = Damaged(files);
        CorpusFile[] open = [.. files.Where(file => file.Read.Value?.Status == CorpusStatus.Open)];
        int pruned = 0;
        foreach (CorpusTrial trial in open.Select(file => Tried(file, sound)).Where(trial => trial.FailsNoLonger))
        {
            CorpusEntry? kept = keep ? trial.Entry with { Status = CorpusStatus.Fixed } : null;
            if ((dryRun ? null : folder.Replace(trial, kept)) is { } problem)
            {
                exit = Complaint.BadInput($"{trial.File}: {problem}");
                continue;
            }

            pruned++;
            string done = (keep, dryRun) switch
            {
                (true, true) => "would be marked fixed",
                (true, false) => "marked fixed",
                (false, true) => "would be removed",
                (false, false) => "removed",
            };
            Console.Out.WriteLine($"{trial.File}: {trial.Entry.Law.Name}: {CorpusLines.State(trial)}; {done}");
        }

        int others = files.Count(file => file.Read.IsOk) - open.Length;
        Console.Out.WriteLine($"{Words.Plural(open.Length, "open case")}, {pruned} no longer fail; {others} fixed, left alone");
        return exit;
    }

    private static CorpusTrial Tried(CorpusFile file, Voters sound) =>
        CorpusTrial.Of(file.Path, file.Read.Value!, CorpusTrial.Voters(file.Read.Value!, sound));

    /// <summary>Names each damaged file, which is then skipped.</summary>
    private static int Damaged(IReadOnlyList<CorpusFile> files)
    {
        int exit = ExitCode.Holds;
        foreach (CorpusFile file in files.Where(file => !file.Read.IsOk))
        {
            exit = Complaint.BadInput(file.Path, file.Read.Problem!);
        }

        return exit;
    }
}
