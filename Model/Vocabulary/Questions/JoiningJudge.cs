namespace DmabufVerify.Vocabulary;

/// <summary>A device whose IOMMU joins the entries of the storage's table as the kernel does (__finalise_sg, drivers/iommu/dma-iommu.c).</summary>
/// <param name="Judge">The device; its bus offset has no meaning here.</param>
/// <param name="GranuleBytes">Smallest IOMMU page.</param>
public sealed record JoiningJudge(Judge Judge, ulong GranuleBytes);
