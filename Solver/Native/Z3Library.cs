using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>
/// Binds Microsoft.Z3 to a native library. The package has none for Linux, and the system's may be older than the binding:
/// Native/z3compat.c closes that gap.
/// </summary>
public static class Z3Library
{
    /// <summary>Environment variable with the path of the library to use instead of looking for one.</summary>
    public const string PathVariable = "DMABUF_VERIFY_Z3";

    /// <summary>What the binding calls in its first constructor and Z3 4.8 lacks.</summary>
    private const string NewestSymbol = "Z3_enable_concurrent_dec_ref";

    private static readonly Lazy<Z3Status> Found = new(Load);

    private static nint _handle;

    /// <summary>The library in use. The first call loads it, once for the process; never throws, from any thread.</summary>
    public static Z3Status Status => Found.Value;

    private static Z3Status Load()
    {
        try
        {
            string? explicitPath = Environment.GetEnvironmentVariable(PathVariable);
            foreach (string candidate in string.IsNullOrEmpty(explicitPath) ? Candidates : [explicitPath])
            {
                if (TryLoad(candidate))
                {
                    NativeLibrary.SetDllImportResolver(typeof(Context).Assembly, Resolve);
                    return new Z3Status(PathOf(candidate), Microsoft.Z3.Version.FullVersion, Problem: null);
                }
            }

            return Missing(string.IsNullOrEmpty(explicitPath)
                ? "no usable libz3: install the packages libz3-4 and gcc, and build again"
                : $"{PathVariable}={explicitPath} is not a libz3 that has {NewestSymbol}");
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException
            or InvalidOperationException or Z3Exception)
        {
            return Missing($"libz3 does not load: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>In the order in which they are tried; a bare name is looked up by the system's loader.</summary>
    private static string[] Candidates =>
    [
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "libz3.dll" : "libz3.so"),
        OperatingSystem.IsWindows() ? "libz3.dll" : "libz3.so",
        "libz3.so.4",
        Path.Combine(AppContext.BaseDirectory, "libz3compat.so"),
    ];

    private static bool TryLoad(string candidate)
    {
        if (!NativeLibrary.TryLoad(candidate, out nint handle))
        {
            return false;
        }

        if (NativeLibrary.TryGetExport(handle, NewestSymbol, out _))
        {
            _handle = handle;
            return true;
        }

        // Not freed: a library that is too old is the one that the last candidate is linked to.
        return false;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == "libz3" ? _handle : 0;

    /// <summary>A bare name tells nobody which file it was; the process's own map does, on Linux.</summary>
    private static string PathOf(string candidate)
    {
        const string maps = "/proc/self/maps";
        return Path.IsPathRooted(candidate) || !File.Exists(maps)
            ? candidate
            : File.ReadLines(maps)
                .Select(line => line[(line.LastIndexOf(' ') + 1)..])
                .FirstOrDefault(path => Path.GetFileName(path).StartsWith("libz3.so", StringComparison.Ordinal)) ?? candidate;
    }

    private static Z3Status Missing(string problem) => new(Path: null, Version: null, problem);
}
