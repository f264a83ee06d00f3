using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Inputs;

/// <summary>Tells the user about a mistake, in one line on standard error.</summary>
internal static class Complaint
{
    /// <summary>Prints and gives the exit code.</summary>
    public static int BadInput(string source, InputProblem problem)
    {
        string name = source == "-" ? "standard input" : source;
        string text = problem is { JsonPath: "$", Line: null } ? problem.Message : problem.ToString();
        Console.Error.WriteLine($"dmabuf-verify: {name}: {text}");
        return ExitCode.BadInput;
    }

    /// <summary>Prints a mistake that is in no file.</summary>
    public static int BadInput(string message)
    {
        Console.Error.WriteLine($"dmabuf-verify: {message}");
        return ExitCode.BadInput;
    }
}
