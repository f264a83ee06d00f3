using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DmabufVerify.Bench;

/// <summary>Where the numbers were measured.</summary>
internal static class Machine
{
    public static string Line =>
        $"{Cpu}, {Environment.ProcessorCount} CPUs, vectors of {Bits} bits, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}";

    private static int Bits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    private static string Cpu => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            ?? "unknown CPU"
        : "unknown CPU";
}
