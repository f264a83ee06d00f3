using System.Diagnostics;
using System.Globalization;

namespace DmabufVerify.Cli.Killing;

/// <summary>A copy of this program with the mutated assembly in the place of its own. Gone when disposed of.</summary>
internal sealed class MutatedTool : IDisposable
{
    /// <summary>A mutant that never stops allocating shall end its own process, not the machine.</summary>
    private const long MostHeapBytes = 1L << 31;

    private readonly string _folder = Directory.CreateTempSubdirectory("dmabuf-verify-mutants-").FullName;
    private readonly string _assembly;

    /// <summary>Copies what is beside this program.</summary>
    /// <param name="mutated">The mutated assembly, called as the original is.</param>
    public MutatedTool(string mutated)
    {
        _assembly = Path.Combine(_folder, Path.GetFileName(mutated));
        string from = AppContext.BaseDirectory;
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string to = Path.Combine(_folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        File.Copy(mutated, _assembly, overwrite: true);
    }

    /// <summary>Where workers read what each law runs.</summary>
    public string ReachFile => Path.Combine(_folder, "reach");

    /// <summary>What keeps a file from being such an assembly; <see langword="null"/>: nothing.</summary>
    public static string? Problem(string mutated)
    {
        string original = Path.Combine(AppContext.BaseDirectory, Path.GetFileName(mutated));
        return !File.Exists(mutated) ? "no such file"
            : !File.Exists(original) ? "expected one of this program's assemblies, called as it is here, such as DmabufVerify.Optimised.dll"
            : File.ReadAllBytes(mutated).AsSpan().IndexOf("MutantControl"u8) >= 0 ? null
            : "no mutants in it; expected the assembly that mutation/run keeps";
    }

    /// <summary>Lets one worker look what each law runs; whether that went well.</summary>
    public bool FindReach(IEnumerable<string> arguments)
    {
        using Process worker = Start([.. arguments, "--write-reach"]);
        worker.StandardInput.Close();
        worker.StandardOutput.ReadToEnd();
        worker.WaitForExit();
        return worker.ExitCode == 0;
    }

    /// <summary>Starts the copy as a worker.</summary>
    /// <param name="arguments">More of its arguments.</param>
    public Process Start(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(_folder, "dmabuf-verify.dll"), "kill-worker", _assembly, ReachFile, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = MostHeapBytes.ToString("x", CultureInfo.InvariantCulture);
        return Process.Start(start)!;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
