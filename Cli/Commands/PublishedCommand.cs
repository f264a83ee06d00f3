using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Cli.Output.Progress;
using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Searching;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Commands;

/// <summary>
/// <c>published</c>: looks for every defect of the patches of 2012 to 2015, and for real bugs planted in the engine, from the laws alone; says how
/// many random histories that took.
/// </summary>
internal static class PublishedCommand
{
    /// <summary>Fixed, so that the table is the same everywhere.</summary>
    internal const ulong DefaultSeed = 20150127;

    private const int DefaultSeeds = 20;
    private const long DefaultCases = 50_000;

    /// <summary>Where nothing is wrong every search goes to its end: enough to see that nothing is found, without taking longer than all the others.</summary>
    private const long MostCasesInVain = 2_000;

    /// <summary>All but those of the second solver, which is a process for each question: a shrink of one takes half a minute, and <c>check --fault</c> shows them.</summary>
    private static readonly ImmutableArray<SeededFault> Searched = [.. AllFaults.List.Except(SecondSolverFaults.All)];

    /// <summary>What may be named; those about questions are shown by sizes and by <c>check --fault</c>.</summary>
    private static readonly ImmutableArray<SeededFault> Known = [PublishedFaults.None, .. Searched];

    /// <summary>Defects of the patches, and bugs in the engine.</summary>
    internal static readonly ImmutableArray<SeededFault> Planted = [PublishedFaults.None, .. PublishedFaults.All, .. EngineFaults.All];

    public static Command Create()
    {
        Option<ulong?> seed = Parsed.Bits("--seed", $"what everything drawn follows from [default: {DefaultSeed}]");
        Option<long?> seeds = Parsed.Whole("--seeds", $"how often each search starts anew [default: {DefaultSeeds}]", 1, 1000);
        Option<long?> cases = Parsed.Whole("--cases", $"histories before a search gives up [default: {DefaultCases}]", 1, int.MaxValue);
        Option<ImmutableArray<SeededFault>?> defects = Defects();
        Option<string> folder = new("--out") { Description = "folder for the shrunk scenarios", DefaultValueFactory = _ => Path.Combine("out", "published") };
        Option<string?> sizes = new("--sizes")
        {
            Description = "make what each seed finds small, and write to this file how small it gets (Markdown)",
            HelpName = "file",
        };
        Option<bool> json = Options.Json();
        var progress = new ProgressOptions();
        var command = new Command("published", "Finds the defects of the published patches and real bugs in the engine; exit 0 all found, 1 one is not")
        {
            seed, seeds, cases, defects, folder, sizes, json,
        };
        progress.AddTo(command);
        command.SetAction(async (parsed, stop) => await Run(
            parsed.GetValue(defects),
            new HuntSettings(
                parsed.GetValue(seed) ?? DefaultSeed, (int)(parsed.GetValue(seeds) ?? DefaultSeeds), parsed.GetValue(cases) ?? DefaultCases)
            {
                ShrinksAll = parsed.GetValue(sizes) is not null,
            },
            parsed.GetValue(folder)!,
            parsed.GetValue(sizes),
            parsed.GetValue(json),
            progress.Style(parsed),
            stop));
        return command;
    }

    private static Option<ImmutableArray<SeededFault>?> Defects() => new("--defect")
    {
        Description = "only this one, such as F8 or published.F8; may be given more than once",
        HelpName = "name",
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = Chosen,
    };

    private static ImmutableArray<SeededFault>? Chosen(ArgumentResult result)
    {
        var chosen = new List<SeededFault>();
        foreach (string name in result.Tokens.Select(token => token.Value))
        {
            if (Known.FirstOrDefault(fault => fault.Name == name || fault.Name == $"published.{name}") is { } fault)
            {
                chosen.Add(fault);
            }
            else
            {
                IEnumerable<string> names = Known.SelectMany(f => new[] { f.Name, f.Name[(f.Name.IndexOf('.') + 1)..] });
                string near = Nearest.To(name, names) is { } known ? $"did you mean {known}?" : "docs/thread.md lists those of the patches";
                result.AddError($"--defect {name}: no such defect, or one that the model cannot show; {near}");
            }
        }

        return [.. chosen];
    }

    private static async Task<int> Run(
        ImmutableArray<SeededFault>? chosen,
        HuntSettings settings,
        string folder,
        string? sizes,
        bool asJson,
        ProgressStyle style,
        CancellationToken stop)
    {
        if (OutputFile.TryFolder(folder) is { } unwritable)
        {
            return Complaint.BadInput($"--out {folder}: {unwritable}");
        }

        if (sizes is not null && OutputFile.TryFolder(Path.GetDirectoryName(Path.GetFullPath(sizes))!) is { } nowhere)
        {
            return Complaint.BadInput($"--sizes {sizes}: {nowhere}");
        }

        // Sizes are asked of every defect there is, and of nothing else.
        ImmutableArray<SeededFault> defects = chosen ?? (sizes is null ? Planted : Searched);
        var progress = new ListProgress("defects", defects.Length);
        List<HuntRow> rows = await Watched.Run(() => Look(defects, settings, folder, progress, stop), progress.Facts, style);
        if (rows.Count < defects.Length && !style.IsQuiet)
        {
            Console.Error.WriteLine("interrupted: these are the ones that were looked for until then");
        }

        if (rows.Select(row => row.Write()).FirstOrDefault(problem => problem is not null) is { } failed)
        {
            return Complaint.BadInput($"--out {folder}: {failed}");
        }

        if (sizes is not null && OutputFile.TryWrite(sizes, SizesMarkdown.Text([.. rows.Select(row => row.Hunt)], settings)) is { } unwritten)
        {
            return Complaint.BadInput($"--sizes {sizes}: {unwritten}");
        }

        if (asJson)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(HuntJson.Of(rows, settings), JsonLine.Of.HuntJson));
        }
        else
        {
            HuntText.Write(Console.Out, rows, settings, withNotes: defects == Planted);
        }

        return !rows.All(row => row.IsAsItShouldBe) ? ExitCode.Counterexample
            : rows.Count < defects.Length ? ExitCode.Unknown
            : ExitCode.Holds;
    }

    /// <summary>All of them, or those that were looked for when somebody asked to stop.</summary>
    internal static List<HuntRow> Look(
        ImmutableArray<SeededFault> defects, HuntSettings settings, string folder, ListProgress progress, CancellationToken stop)
    {
        var rows = new List<HuntRow>();
        try
        {
            foreach (SeededFault defect in defects)
            {
                var counts = new SearchCounts();
                progress.Begin(defect.Name, () => $"{Words.Count(counts.Cases)} histories");
                HuntSettings its = defect == PublishedFaults.None
                    ? settings with { MostCases = Math.Min(settings.MostCases, MostCasesInVain) }
                    : settings;
                rows.Add(HuntRow.Of(Hunt.For(defect, Wiring.Voters(wantSolver: defect.Voter == "solver"), its, stop, counts), folder));
            }
        }
        catch (OperationCanceledException)
        {
            // What was found until then is told.
        }

        return rows;
    }
}
