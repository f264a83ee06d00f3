using System.CommandLine;
using DmabufVerify.Properties.Faults;

namespace DmabufVerify.Cli.Commands;

/// <summary>Options and arguments that several commands share.</summary>
internal static class Options
{
    public static Argument<string> Scenario() => new("scenario")
    {
        Description = "a .json file, a .jsonl file with one scenario a line, or - for standard input",
    };

    public static Option<bool> Json() => new("--json") { Description = "machine-readable output" };

    public static Option<bool> Picture() => new("--picture") { Description = "draw the storage and the tables also when the answer is sat" };

    public static Option<bool> Ascii() => new("--ascii") { Description = "draw with ASCII only; chosen by itself where the locale is not UTF-8" };

    public static Option<bool> NoSolver() => new("--no-solver") { Description = "leave Z3 out; its vote is then missing" };

    public static Option<bool> CrossCheck(string description) => new("--cross-check") { Description = description };

    public static Option<string?> Corpus() => new("--corpus")
    {
        Description = "folder of kept failures [default: data/corpus where there is one, else out/corpus]",
    };

    /// <summary>For the project's own tests: plants a known defect in one voter.</summary>
    public static Option<SeededFault?> Fault() => new("--fault")
    {
        Description = "plant a known defect in one voter, to see it found",
        HelpName = "name",
        Hidden = true,
        CustomParser = result =>
        {
            string name = result.Tokens[0].Value;
            SeededFault? fault = AllFaults.Named(name);
            if (fault is null)
            {
                result.AddError($"no seeded fault \"{name}\"; there are {string.Join(", ", AllFaults.List.Select(f => f.Name))}");
            }

            return fault;
        },
    };
}
