using Spectre.Console;

namespace DmabufVerify.Cli.Output;

/// <summary>The terminal behind standard error, for progress. Results are plain text: a wrapped replay line cannot be pasted.</summary>
internal static class Consoles
{
    private static readonly Lazy<IAnsiConsole> Shared = new(() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Console.Error),
        Ansi = Console.IsErrorRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        Interactive = Console.IsErrorRedirected ? InteractionSupport.No : InteractionSupport.Detect,
    }));

    /// <summary>For progress; one for all, so that a changing line knows of what is written beside it.</summary>
    public static IAnsiConsole Progress() => Shared.Value;

    /// <summary>A line that stays, above the changing one where there is one.</summary>
    public static void Note(string line)
    {
        if (Progress().Profile.Capabilities.Interactive)
        {
            Progress().WriteLine(line);
        }
        else
        {
            Console.Error.WriteLine(line);
        }
    }
}
