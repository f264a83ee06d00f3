using DmabufVerify.Properties.Running;
using Spectre.Console;

namespace DmabufVerify.Cli.Output;

/// <summary>Shows a run's progress on standard error: a changing line on a terminal, a line every ten seconds elsewhere.</summary>
internal static class RunProgress
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(10);

    /// <summary>Runs to the end and gives the report.</summary>
    public static async Task<RunReport> Watch(CheckRunner runner, RunSettings settings, CancellationToken stop)
    {
        Task<RunReport> run = Task.Run(() => runner.Run(stop), CancellationToken.None);
        IAnsiConsole console = Consoles.Progress();
        if (console.Profile.Capabilities.Interactive)
        {
            await console.Status().StartAsync(Line(runner, settings), async status =>
            {
                while (await Task.WhenAny(run, Task.Delay(OnTerminal, CancellationToken.None)) != run)
                {
                    status.Status(Line(runner, settings));
                }
            });
        }
        else
        {
            while (await Task.WhenAny(run, Task.Delay(Elsewhere, CancellationToken.None)) != run)
            {
                console.WriteLine(Line(runner, settings));
            }
        }

        return await run;
    }

    private static string Line(CheckRunner runner, RunSettings settings)
    {
        string of = settings.Cases is { } cases ? $" of {Words.Count(cases)}" : "";
        string until = settings.Time is { } time ? $" of {time.TotalSeconds:f0}" : "";
        return $"{Words.Count(runner.Drawn)}{of} scenarios, {runner.Elapsed.TotalSeconds:f0}{until} s";
    }
}
