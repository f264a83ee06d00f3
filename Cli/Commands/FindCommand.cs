using System.CommandLine;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Cli.Output.Progress;
using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Searching;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Commands;

/// <summary><c>find</c>: looks for a scenario that breaks a law or has what an expression asks for, and makes it small.</summary>
internal static class FindCommand
{
    private static readonly TimeSpan DefaultTime = TimeSpan.FromSeconds(60);

    public static Command Create()
    {
        Argument<string> goal = new("goal") { Description = "a law, or an expression such as 'shared=unsat and tailored=sat' (docs/find.md)" };
        Option<bool> real = new("--real") { Description = "only catalogue devices over recorded page frames" };
        Option<ulong?> seed = Parsed.Bits("--seed", "what everything drawn follows from; random if left out");
        Option<long?> cases = Parsed.Whole("--cases", "scenarios to look at; with a seed the search is the same everywhere", 1, long.MaxValue);
        Option<TimeSpan?> time = Parsed.Seconds("--time", "seconds to look; 60 if neither this nor --cases is given");
        Option<string> file = new("--out") { Description = "file for the scenario found", DefaultValueFactory = _ => Path.Combine("out", "found.json") };
        Option<bool> json = Options.Json();
        Option<bool> noSolver = Options.NoSolver();
        var progress = new ProgressOptions();
        Option<SeededFault?> fault = Options.Fault();
        var command = new Command("find", "Looks for a configuration; exit 1 found, 3 not within the budget")
        {
            goal, real, seed, cases, time, file, json, noSolver, fault,
        };
        progress.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            Voters voters = Wiring.Voters(!parsed.GetValue(noSolver));
            if (AllLaws.Named(parsed.GetValue(goal)!) is { NeedsSecondSolver: true } law)
            {
                voters = Wiring.WithCvc5(voters, Wiring.Cvc5Milliseconds, out string? missing);
                if (missing is not null)
                {
                    return Complaint.BadInput($"{law.Name}: {missing}");
                }
            }

            long? most = parsed.GetValue(cases);
            var settings = new SearchSettings(
                parsed.GetValue(seed) ?? Parsed.FreshSeed(),
                most,
                parsed.GetValue(time) ?? (most is null ? DefaultTime : null),
                parsed.GetValue(real));
            var output = new FindOutput(parsed.GetValue(goal)!, settings, parsed.GetValue(file)!, parsed.GetValue(json), parsed.GetValue(fault)?.Name);
            return await Run(output, parsed.GetValue(fault)?.Plant(voters) ?? voters, settings, progress.Style(parsed), stop);
        });
        return command;
    }

    private static async Task<int> Run(FindOutput output, Voters voters, SearchSettings settings, ProgressStyle style, CancellationToken stop)
    {
        Law? law = AllLaws.Named(output.Goal);
        if (law is { NeedsSolver: true } && voters.Solver is null)
        {
            return Complaint.BadInput($"{law.Name} is about the solver, and there is none here");
        }

        ParsedExpression parsed = law is null ? ExpressionParser.Parse(output.Goal) : new ParsedExpression(null, null);
        if (parsed.Problem is { } problem)
        {
            return Complaint.BadInput(Told(output.Goal, problem));
        }

        if (OutputFile.TryFolder(Path.GetDirectoryName(Path.GetFullPath(output.File))!) is { } unwritable)
        {
            return Complaint.BadInput($"--out {output.File}: {unwritable}");
        }

        RealInputs real = Wiring.Real(capture: false, out _);
        if (law is null)
        {
            var search = new Search(parsed.Value!, voters, real, settings);
            SearchReport found = await SearchProgress.Watch(() => search.Run(stop), search.Counts, settings, style);
            return output.Write(found, parsed.Value!, voters, real);
        }

        var counts = new SearchCounts();
        return output.Write(
            await SearchProgress.Watch(() => LawSearch.Run(law, voters, real, settings, stop, counts), counts, settings, style), voters);
    }

    /// <summary>A lone word was to be a law or an atom; anything else is an expression, whose mistake has a column.</summary>
    private static string Told(string goal, ExpressionProblem problem)
    {
        bool isWord = goal.All(c => char.IsAsciiLetterOrDigit(c) || c == '.');
        if (!isWord || ExpressionWords.Atoms.Contains(goal))
        {
            return $"column {problem.Column} of \"{goal}\": {problem.Message}";
        }

        string near = Nearest.To(goal, AllLaws.List.Select(l => l.Name).Concat(ExpressionWords.Atoms)) is { } known
            ? $"did you mean {known}?"
            : "README lists the laws, docs/find.md what an expression is made of";
        return $"\"{goal}\": no such law or expression; {near}";
    }
}
