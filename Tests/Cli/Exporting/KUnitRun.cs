using System.Diagnostics;
using DmabufVerify.Tests.Vocabulary;

namespace DmabufVerify.Tests.Cli.Exporting;

/// <summary>Runs an exported KUnit test in user space, over KUnitShim.h.</summary>
internal static class KUnitRun
{
    /// <summary>The others that it includes are in user space too, and the C library's own headers need them as they are.</summary>
    private static readonly string[] Headers = ["kunit/test.h", "linux/mm.h", "linux/module.h", "linux/scatterlist.h"];

    /// <summary>What the test prints, and whether all cases passed or were skipped.</summary>
    public static (bool Passes, string Output) Of(string source, TempFolder folder, params string[] flags)
    {
        foreach (string header in Headers)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.In(header))!);
            File.WriteAllText(folder.In(header), $"#include \"{RepoFiles.Path("Tests/Cli/Exporting/KUnitShim.h")}\"\n");
        }

        string file = folder.File("exported.c", source);
        (int code, string messages) = Run("cc", [.. flags, "-std=gnu11", "-Wall", "-Wextra", "-Werror", "-Wno-missing-field-initializers", "-I", folder.Path, "-o", folder.In("exported"), file]);
        Assert.True(code == 0, $"{messages}\n{source}");
        (int failed, string output) = Run(folder.In("exported"), []);
        Assert.InRange(failed, 0, 1);
        return (failed == 0, output);
    }

    /// <summary>Exit code and everything that was printed.</summary>
    public static (int Code, string Output) Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromSeconds(120)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program}: still running after two minutes");
        }

        return (process.ExitCode, output.Result + errors.Result);
    }
}
