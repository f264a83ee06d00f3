using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Inputs;

/// <summary>Tells the user about a mistake, in one line on standard error.</summary>
internal static class Complaint
{
    /// <summary>Prints and gives the exit code.</summary>
    public static int BadInput(string source, InputProblem problem)
    {
        string name = source == "-" ? "standard input" : source;
        return BadInput($"{name}: {(problem is { JsonPath: "$", Line: null } ? problem.Message : problem.ToString())}");
    }

    /// <summary>Prints a mistake that is in no file.</summary>
    public static int BadInput(string message)
    {
        Console.Error.WriteLine($"dmabuf-verify: {OnOneLine(message)}");
        return ExitCode.BadInput;
    }

    /// <summary>A file's name or a word of the command line may hold line feeds and escape sequences.</summary>
    private static string OnOneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
}
