using Spectre.Console;

namespace DmabufVerify.Cli.Output;

/// <summary>Where text goes: results to standard output, progress to standard error.</summary>
internal static class Consoles
{
    /// <summary>Widest line without a terminal, so that tables are not wrapped in a file.</summary>
    private const int WidthOfFiles = 160;

    /// <summary>For results.</summary>
    public static IAnsiConsole Results() => Create(Console.Out, Console.IsOutputRedirected);

    /// <summary>For progress.</summary>
    public static IAnsiConsole Progress() => Create(Console.Error, Console.IsErrorRedirected);

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
        {
            console.Profile.Width = WidthOfFiles;
        }

        return console;
    }
}
