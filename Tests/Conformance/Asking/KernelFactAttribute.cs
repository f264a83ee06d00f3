using DmabufVerify.Conformance.Asking;

namespace DmabufVerify.Tests.Conformance.Asking;

/// <summary>
/// A test that asks a real kernel. Where none was built it is skipped and says so; with DMABUF_VERIFY_KERNEL=require it is built, and the
/// test fails where it cannot be.
/// </summary>
public sealed class KernelFactAttribute : FactAttribute
{
    public KernelFactAttribute() => Skip = Kernel.IsRequired ? null : Kernel.Build.Problem;
}

/// <summary>The kernel that tests ask.</summary>
internal static class Kernel
{
    private const string Variable = "DMABUF_VERIFY_KERNEL";

    public static bool IsRequired { get; } = Environment.GetEnvironmentVariable(Variable) == "require";

    /// <summary>Looked for, and built, once.</summary>
    public static KernelBuild Build { get; } = KernelBuild.Of(KernelBuild.Versions[0], onlyFind: !IsRequired);
}
