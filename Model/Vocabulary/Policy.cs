namespace DmabufVerify.Vocabulary;

/// <summary>What an unset limit means.</summary>
public enum DefaultsPolicy
{
    /// <summary>Today's getters: 64 KiB, no boundary, 32-bit reach (include/linux/dma-mapping.h of 6.12).</summary>
    Mainline,

    /// <summary>The kernel under the RFC: 64 KiB, 4 GiB boundary, 32-bit reach (thread, head of section F).</summary>
    Linux319,

    /// <summary>The RFC's merge on that kernel: as <see cref="Linux319"/>, but masks were left out of the constraints (thread D2.1).</summary>
    RfcV3,
}

/// <summary>Which declared limits bind.</summary>
public enum Enforcement
{
    /// <summary>Every one.</summary>
    Strict,

    /// <summary>
    /// Those the running kernel looks at: dma-direct ignores segment size and boundary (kernel/dma/direct.c); an IOMMU joins as
    /// __finalise_sg does (drivers/iommu/dma-iommu.c).
    /// </summary>
    Kernel,
}

/// <summary>Who cuts segments.</summary>
public enum Splitting
{
    /// <summary>The table is built to fit everyone.</summary>
    Early,

    /// <summary>Each importer splits for itself, so that a shared table binds nobody else's cuts.</summary>
    Late,
}

/// <summary>How many tables there are over the one layout.</summary>
public enum SharingMode
{
    /// <summary>One table, valid for all directly mapped devices.</summary>
    Shared,

    /// <summary>One table per device.</summary>
    Tailored,
}

/// <summary>The three choices that are part of every question; a verdict without them means nothing.</summary>
public sealed record Policy(DefaultsPolicy Defaults, Enforcement Enforcement, Splitting Splitting)
{
    /// <summary>Mainline's defaults, every declared limit binding, one table built to fit everyone.</summary>
    public static Policy Default { get; } = new(DefaultsPolicy.Mainline, Enforcement.Strict, Splitting.Early);
}
