using Spectre.Console;

namespace DmabufVerify.Cli.Output.Progress;

/// <summary>
/// Shows on standard error how far some work is: a few changing rows on a terminal, gone when it ends; elsewhere a line from time to time.
/// Standard output is never touched.
/// </summary>
internal static class Watched
{
    /// <summary>Work that ends before this is shown to nobody.</summary>
    private static readonly TimeSpan LiveAfter = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs the work to its end on another thread.</summary>
    /// <param name="work">What is to be done.</param>
    /// <param name="facts">How far it is, in a few short phrases; called while it goes on.</param>
    /// <param name="style">How that is shown.</param>
    public static async Task<T> Run<T>(Func<T> work, Func<IReadOnlyList<string>> facts, ProgressStyle style)
    {
        Task<T> run = Task.Run(work, CancellationToken.None);
        try
        {
            if (!style.IsQuiet)
            {
                await Show(run, facts, style);
            }
        }
        catch (IOException)
        {
            // Nobody reads standard error any more. The work goes on.
        }

        return await run;
    }

    private static async Task Show(Task run, Func<IReadOnlyList<string>> facts, ProgressStyle style)
    {
        IAnsiConsole console = Consoles.Progress();
        if (style.IsPlain || console.Profile.Capabilities is not { Interactive: true, Ansi: true })
        {
            while (!await Ends(run, style.Every))
            {
                Console.Error.WriteLine(string.Join("; ", facts()));
            }
        }
        else if (!await Ends(run, LiveAfter))
        {
            // Cleared at the end, so that what follows starts on a clean line.
            await console.Live(Rows(console, facts())).AutoClear(true).StartAsync(async live =>
            {
                while (!await Ends(run, Frame))
                {
                    live.UpdateTarget(Rows(console, facts()));
                }
            });
        }
    }

    private static async Task<bool> Ends(Task run, TimeSpan within) =>
        await Task.WhenAny(run, Task.Delay(within, CancellationToken.None)) == run;

    /// <summary>A phrase a row, none wider than the terminal: a row that is folded would move the others.</summary>
    private static Rows Rows(IAnsiConsole console, IReadOnlyList<string> facts) =>
        new(facts.Select(fact => new Text(fact.Length < console.Profile.Width ? fact : $"{fact[..(console.Profile.Width - 2)]}…")));
}
