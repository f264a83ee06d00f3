using System.Diagnostics;

namespace DmabufVerify.Tests.Cli.Report;

/// <summary>Debian's chromium, to see a page as a reader does.</summary>
internal static class Chromium
{
    private const string Program = "/usr/bin/chromium";

    /// <summary>What is missing, and the package that has it; <see langword="null"/> when nothing is.</summary>
    public static string? Problem => File.Exists(Program) ? null : "no chromium here: apt-get install chromium";

    /// <summary>The document after its scripts ran, in a window of a width.</summary>
    public static string Dom(TempFolder folder, string page, int width)
    {
        string file = folder.File($"page-{width}.html", page);
        var start = new ProcessStartInfo(
            Program,
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", $"--user-data-dir={folder.In($"profile-{width}")}",
                "--virtual-time-budget=2000", "--dump-dom", new Uri(file).AbsoluteUri,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromSeconds(60)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("chromium: still running after 60 s");
        }

        Assert.True(process.ExitCode == 0, errors.Result);
        return output.Result;
    }
}

/// <summary>A test in a browser; without one it is shown as skipped, with what to install.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute() => Skip = Chromium.Problem;
}

/// <inheritdoc cref="ChromiumTheoryAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = Chromium.Problem;
}
