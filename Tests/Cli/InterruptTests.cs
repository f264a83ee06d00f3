using System.Diagnostics;

namespace DmabufVerify.Tests.Cli;

public sealed class InterruptTests(TempFolder folder) : IClassFixture<TempFolder>
{
    /// <summary>
    /// A shell starts what runs in its background with the signal ignored; hence env of coreutils. The solver votes on every scenario, since its
    /// library would like to handle the signal too.
    /// </summary>
    [Fact]
    public void An_interrupted_check_prints_what_it_found()
    {
        long started = Stopwatch.GetTimestamp();
        ToolRun run = Tool.Shell($"""
            env --default-signal=INT "$@" check --time 50 --no-capture --seed 1 --solver-every 1 --out '{folder.Path}' &
            sleep 4
            kill -INT $!
            wait $!
            """);

        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 4, 30);
        Assert.InRange(run.ExitCode, 0, 3);
        Assert.Equal("", run.Errors);
        Assert.Contains("interrupted: this is what was seen until then", run.Lines);
        Assert.Contains(run.Lines, line => line.StartsWith("  Table.Fewest ", StringComparison.Ordinal));
        Assert.Contains("\"interrupted\":true", File.ReadAllText(folder.In("report.json")), StringComparison.Ordinal);
    }
}
