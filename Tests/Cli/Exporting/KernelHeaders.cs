namespace DmabufVerify.Tests.Cli.Exporting;

/// <summary>The headers that Debian's packages linux-headers-*-amd64 bring, to compile for a kernel with its own build system.</summary>
internal static class KernelHeaders
{
    /// <summary>The newest tree; <see langword="null"/> where there is none.</summary>
    public static string? Tree { get; } = Directory.Exists("/usr/src")
        ? Directory.GetDirectories("/usr/src", "linux-headers-*-amd64").Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    /// <summary>What is missing, and the package that has it; <see langword="null"/> when nothing is.</summary>
    public static string? Problem => Tree is null ? "no kernel headers here: apt-get install linux-headers-amd64"
        : File.Exists("/usr/bin/make") ? null
        : "no make here: apt-get install make";

    /// <summary>
    /// Compiles files of a folder as parts of modules, warnings of W=1 included, and gives what was printed. Objects only: Debian's kernels have
    /// no CONFIG_KUNIT, so a module would miss the symbols of KUnit.
    /// </summary>
    public static string Compile(TempFolder folder, params string[] names)
    {
        string[] objects = [.. names.Select(name => $"{name}.o")];
        folder.File("Kbuild", $"obj-m := {string.Join(' ', objects)}\n");
        (int code, string output) = KUnitRun.Run("make", ["-C", Tree!, $"M={folder.Path}", "W=1", .. objects]);
        Assert.True(code == 0, output);
        Assert.All(objects, name => Assert.True(File.Exists(folder.In(name)), output));
        return output;
    }
}

/// <summary>A test that compiles for a kernel; without its headers it is shown as skipped, with what to install.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KernelFactAttribute : FactAttribute
{
    public KernelFactAttribute() => Skip = KernelHeaders.Problem;
}
