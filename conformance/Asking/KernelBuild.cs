using System.ComponentModel;
using System.Diagnostics;

namespace DmabufVerify.Conformance.Asking;

/// <summary>The kernel and the first file system of the virtual machine, built where they are not there yet (kernel/build.sh).</summary>
/// <param name="Folder">Holds vmlinuz and base.cpio.gz; its name tells kernel, package version and sources.</param>
/// <param name="Problem">What is missing, in one line; <see langword="null"/> when nothing is.</param>
public sealed record KernelBuild(string Folder, string? Problem)
{
    /// <summary>Packages may have to be downloaded first.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Kernels that can be asked.</summary>
    public static IReadOnlyList<string> Versions { get; } = ["6.1", "6.12"];

    /// <summary>Builds, or finds what was built: some tenths of a second then.</summary>
    /// <param name="version">One of <see cref="Versions"/>.</param>
    /// <param name="onlyFind">Whether not to build: what was not built yet is a problem then.</param>
    public static KernelBuild Of(string version, bool onlyFind = false)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "kernel", "build.sh");
        if (!OperatingSystem.IsLinux() || !File.Exists(script))
        {
            return new("", "the kernel's answers need Linux on x86-64");
        }

        try
        {
            return Built(onlyFind ? [script, version, "find"] : [script, version]);
        }
        catch (Win32Exception)
        {
            return new("", "bash is missing");
        }
    }

    private static KernelBuild Built(string[] arguments)
    {
        using var build = Process.Start(new ProcessStartInfo("bash", arguments)
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
            return new("", $"kernel/build.sh was not done after {Longest.TotalMinutes} minutes");
        }

        return build.ExitCode == 0 ? new(LastLine(output.Result), null) : new("", LastLine(complaints.Result));
    }

    private static string LastLine(string text) => text.TrimEnd().Split('\n')[^1].Trim();
}
