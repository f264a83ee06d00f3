using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DmabufVerify.Cli.Output;

/// <summary>What a result depends on, for whoever has to repeat it.</summary>
internal static class Provenance
{
    public static IReadOnlyList<(string Name, string Value)> Lines() =>
    [
        ("tool", ToolVersion),
        ("runtime", RuntimeInformation.FrameworkDescription),
        ("solver", Wiring.SolverName),
        ("vectors", $"{VectorBits} bits"),
        ("page size", $"{Environment.SystemPageSize} bytes"),
        ("kernel", Environment.OSVersion.Version.ToString()),
    ];

    /// <summary>The same in a line of text, or two.</summary>
    public static void Write(TextWriter output) => Folded.Write(output, string.Join(", ", Lines().Select(p => $"{p.Name} {p.Value}")), ", ");

    private static string ToolVersion =>
        typeof(Provenance).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static int VectorBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 64;
}
