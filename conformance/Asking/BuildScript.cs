using System.ComponentModel;
using System.Diagnostics;

namespace DmabufVerify.Conformance.Asking;

/// <summary>Runs one of the build scripts, which print where what they built is.</summary>
internal static class BuildScript
{
    /// <summary>Packages may have to be downloaded first.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>The path, or in one line what is missing.</summary>
    /// <param name="folder">The script's, below the program's.</param>
    /// <param name="arguments">Its own.</param>
    public static (string Path, string? Problem) Run(string folder, params string[] arguments)
    {
        string script = Path.Combine(AppContext.BaseDirectory, folder, "build.sh");
        if (!OperatingSystem.IsLinux() || !File.Exists(script))
        {
            return ("", "the kernel's answers need Linux on x86-64");
        }

        try
        {
            return Ended(script, arguments);
        }
        catch (Win32Exception)
        {
            return ("", "bash is missing");
        }
    }

    private static (string Path, string? Problem) Ended(string script, string[] arguments)
    {
        using var build = Process.Start(new ProcessStartInfo("bash", [script, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!;
        build.StandardInput.Close();
        Task<string> complaints = build.StandardError.ReadToEndAsync();
        Task<string> output = build.StandardOutput.ReadToEndAsync();
        if (!build.WaitForExit(Longest))
        {
            build.Kill(entireProcessTree: true);
            return ("", $"{script} was not done after {Longest.TotalMinutes} minutes");
        }

        return build.ExitCode == 0 ? (LastLine(output.Result), null) : ("", LastLine(complaints.Result));
    }

    private static string LastLine(string text) => text.TrimEnd().Split('\n')[^1].Trim();
}
