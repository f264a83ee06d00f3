using System.Collections.Concurrent;
using DmabufVerify.Conformance.Asking;

namespace DmabufVerify.Tests.Conformance.Asking;

/// <summary>
/// A test that asks a real kernel. Where none was built it is skipped and says so; with DMABUF_VERIFY_KERNEL=require it is built, and the
/// test fails where it cannot be.
/// </summary>
public sealed class KernelFactAttribute : FactAttribute
{
    /// <param name="version">Which kernel: the one that golden files are of when left out.</param>
    public KernelFactAttribute(string? version = null) => Skip = Kernel.IsRequired ? null : Kernel.Of(version ?? KernelBuild.Versions[0]).Problem;
}

/// <summary>The kernels that tests ask.</summary>
internal static class Kernel
{
    private const string Variable = "DMABUF_VERIFY_KERNEL";

    private static readonly ConcurrentDictionary<string, Lazy<KernelBuild>> Builds = new();

    public static bool IsRequired { get; } = Environment.GetEnvironmentVariable(Variable) == "require";

    /// <summary>The one that golden files are of.</summary>
    public static KernelBuild Build => Of(KernelBuild.Versions[0]);

    /// <summary>Looked for, and built, once.</summary>
    public static KernelBuild Of(string version) =>
        Builds.GetOrAdd(version, v => new Lazy<KernelBuild>(() => KernelBuild.Of(v, onlyFind: !IsRequired))).Value;
}
