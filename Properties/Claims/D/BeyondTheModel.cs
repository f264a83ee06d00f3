namespace DmabufVerify.Properties.Claims.D;

/// <summary>What was said of the DMA API, IOMMUs and contexts: about other people's code, or about layers that the model has as one.</summary>
internal static class BeyondTheModel
{
    private const string Contexts = "contexts, each with page tables of its own, are inside a device; the model ends at its DMA addresses";
    private const string WhoseCode = "about which layer of the kernel should do something, not about what is true";
    private const string Survey = "a survey of the drivers of 2015";

    public static IEnumerable<Claim> Claims { get; } =
    [
        ClaimKinds.NotCheckable("D13.1", "With page tables for each context, the DMA addresses of a dma-buf mean nothing to his GPU.", Contexts),
        ClaimKinds.NotCheckable("D14.1", "That contradicts what scatterlists were made for.", "an appeal to a design"),
        ClaimKinds.NotCheckable("D15.1", "It is not the placement in video memory that gets shared.", "a practice of drivers; a placement is a layout like any other here"),
        ClaimKinds.NotCheckable("D16.2", "Every exporter he has seen fills in DMA addresses; that TTM does not look at them is the importer's fault.", Survey),
        ClaimKinds.NotCheckable("D17.1", "i915 has two levels: isolation by the DMA API, and tables for each context that it handles itself.", Contexts),
        ClaimKinds.NotCheckable("D18.1", "msm would go past the DMA API, with IOMMU domains of its own.", "a plan for a driver"),
        ClaimKinds.NotCheckable("D19.1", "Such hardware is common, and drivers mix the DMA API with the IOMMU API, which do not fit together.", Survey),
        ClaimKinds.NotCheckable("D19.2", "Helpers of DRM's own that flush caches are not the answer.", WhoseCode),
        ClaimKinds.NotCheckable("D20.1", "The DMA API is for the bus's IOMMU; a device's own belongs to its driver, who feeds it with what the DMA API gives.", WhoseCode),
        ClaimKinds.NotCheckable("D21.1", "The IOMMU API does not manage caches, as it was made for virtual machines.", "about an interface that the model does not have"),
        ClaimKinds.NotCheckable("D23.1", "The DMA API chooses addresses itself; it cannot have a space for each process, nor map first and flush later.", "about what an interface cannot express"),
        ClaimKinds.NotCheckable("D24.1", "There are IOMMUs between memory and bus, and others between bus and device; spaces should belong to buses.", "two figures of hardware; the model has one IOMMU at most before a device"),
        ClaimKinds.NotCheckable("D24.2", "The least that the DMA API must do is all on the memory's side of the bus.", WhoseCode),
        ClaimKinds.NotCheckable("D25.1", "One IOMMU may have several contexts for a device, and may be needed to reach all memory.", Contexts),
        ClaimKinds.NotCheckable("D26.1", "That IOMMU is private to the GPU; others have their own of the same kind.", "a fact of one SoC; whether it matters is D31.1"),
        ClaimKinds.NotCheckable("D27.1", "For a driver the two cases are the same.", "about how drivers are written"),
        ClaimKinds.NotCheckable("D28.1", "Contexts break the DMA API: after a switch the address that unmap needs is no longer valid.", Contexts),
        ClaimKinds.NotCheckable("D29.1", "Does the DMA API support IOMMUs behind one another?", "a question; the model has one IOMMU at most before a device"),
        ClaimKinds.NotCheckable("D30.1", "Only GPUs have contexts, and they should go past the DMA API if they must.", Contexts),
        ClaimKinds.NotCheckable("D32.1", "Without both levels cache flushing leaks into drivers, and IOMMUs may nest.", WhoseCode),
        ClaimKinds.NotCheckable("D33.1", "On four families of SoCs the same IOMMU is used by DRM directly and by the DMA API unseen.", Survey),
        ClaimKinds.NotCheckable("D34.1", "The IOMMU API has other users than GPUs.", Survey),
        ClaimKinds.NotCheckable("D37.1", "A device must be able to take over the last of several IOMMUs only.", "the model has one IOMMU at most before a device"),
        ClaimKinds.NotCheckable("D38.1", "A DMA API that takes the IOMMU which a GPU needs for contexts is a platform's bug.", "an opinion on whose bug it is"),
        ClaimKinds.NotCheckable("D39.1", "He can live with a hack inside a driver.", "a concession"),
    ];
}
