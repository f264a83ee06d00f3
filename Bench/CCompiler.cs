using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DmabufVerify.Bench;

/// <summary>Makes a library of C sources and loads it, so that C is called in this process.</summary>
internal static class CCompiler
{
    /// <param name="arguments">Options and sources of cc.</param>
    /// <returns>The handle of the loaded library.</returns>
    /// <exception cref="NoBaselineException">There is no cc, or it refuses the sources.</exception>
    public static nint Load(params string[] arguments)
    {
        string library = Path.Combine(NewDirectory(), "baseline.so");
        try
        {
            using Process cc = Process.Start(
                new ProcessStartInfo("cc", ["-shared", "-fPIC", "-o", library, .. arguments]) { RedirectStandardError = true })!;
            string[] said = cc.StandardError.ReadToEnd().Split('\n');
            cc.WaitForExit();
            return cc.ExitCode == 0
                ? NativeLibrary.Load(library)
                : throw new NoBaselineException($"cc: {said.FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal), said[0])}");
        }
        catch (Win32Exception)
        {
            throw new NoBaselineException("The C baseline needs a C compiler: cc was not found; install gcc.");
        }
    }

    /// <summary>Where a C file of this project lies at run time.</summary>
    public static string Source(string name) => Path.Combine(AppContext.BaseDirectory, "baseline", name);

    public static string NewDirectory() => Directory.CreateTempSubdirectory("dmabuf-verify-bench").FullName;
}

/// <summary>The baseline could not be made; the message is one line for the user.</summary>
public sealed class NoBaselineException(string message) : Exception(message);
