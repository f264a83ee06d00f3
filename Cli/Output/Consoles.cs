using Spectre.Console;

namespace DmabufVerify.Cli.Output;

/// <summary>The terminal behind standard error, for progress. Results are plain text: a wrapped replay line cannot be pasted.</summary>
internal static class Consoles
{
    /// <summary>For progress.</summary>
    public static IAnsiConsole Progress() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Console.Error),
        Ansi = Console.IsErrorRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        Interactive = Console.IsErrorRedirected ? InteractionSupport.No : InteractionSupport.Detect,
    });
}
