using DmabufVerify.Conformance.Oracle;
using DmabufVerify.Tests.Conformance.Asking;

namespace DmabufVerify.Tests.Conformance.Oracle;

/// <summary>As <see cref="KernelFactAttribute"/>, for the kernel's source compiled for this process.</summary>
public sealed class OracleFactAttribute : FactAttribute
{
    public OracleFactAttribute() => Skip = Kernel.IsRequired ? null : Build.Problem;

    /// <summary>Looked for, and built where that is required, once.</summary>
    internal static OracleBuild Build { get; } = OracleBuild.Of(onlyFind: !Kernel.IsRequired);
}

/// <summary>The same for a theory.</summary>
public sealed class OracleTheoryAttribute : TheoryAttribute
{
    public OracleTheoryAttribute() => Skip = Kernel.IsRequired ? null : OracleFactAttribute.Build.Problem;
}
