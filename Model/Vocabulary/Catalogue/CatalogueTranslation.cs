namespace DmabufVerify.Vocabulary.Catalogue;

/// <summary>
/// From what the kernel's code shows to what a device declares. The rules:
/// <list type="bullet">
/// <item>A value whose origin is a getter's default (getter-default, platform-default, amba-default, default) is unset: nobody
/// chose it, and the defaults policy decides (thread F13). Many devices need contiguous memory and carry a 64 KiB segment size that they never
/// chose; to take it for a choice would forbid systems that work.</item>
/// <item>Any other origin declares: the driver, or code that wrote the value into the device for it (pci-default, scsi-default).</item>
/// <item>A null value is unset, and so is one that the driver computes at run time. Null and zero of a mask differ: zero declares that nothing is
/// asked, null that nothing is known. Under every policy the two mean the same today.</item>
/// <item>A device that needs contiguous memory and declares no count has a count of 1: that is how such a demand is written as a limit.</item>
/// <item>A count of 0 (dwc2: no scatter-gather) is 1; a count of UINT_MAX (USB hosts: "no limit") is unlimited. A segment
/// size of UINT_MAX stays 4 GiB - 1: it is a number of bytes.</item>
/// <item>The reach is the exact mask; the number of mask bits serves where the data has no mask. Coherent masks bound
/// allocations by the device's own driver, not the import of a buffer, and are left aside.</item>
/// </list>
/// </summary>
internal static class CatalogueTranslation
{
    private static readonly (LimitKind Kind, string Field)[] Fields =
    [
        (LimitKind.MaxSegmentCount, "max_segment_count"),
        (LimitKind.MaxSegmentSize, "max_segment_size"),
        (LimitKind.SegmentBoundaryMask, "segment_boundary_mask"),
        (LimitKind.VirtBoundaryMask, "virt_boundary_mask"),
        (LimitKind.MinAlignMask, "min_align_mask"),
        (LimitKind.AddressMask, "dma_mask_bits"),
    ];

    /// <summary>The entry that a record of the file describes.</summary>
    public static CatalogueEntry Translate(CatalogueData data)
    {
        Limits limits = Limits.Unset;
        var defaulted = new List<LimitKind>();
        foreach (var (kind, field) in Fields)
        {
            ulong? value = ValueOf(kind, data);
            bool isDefault = value is not null && IsGettersDefault(data.Origin.GetValueOrDefault(field, ""));
            if (isDefault)
            {
                defaulted.Add(kind);
            }

            limits = limits.With(kind, isDefault ? null : value);
        }

        return new CatalogueEntry
        {
            Name = data.Name,
            DriverFile = data.DriverFile,
            Subsystem = data.Subsystem,
            Bus = data.Bus,
            Limits = limits,
            Defaulted = new([.. defaulted]),
            NeedsContiguous = data.NeedsContiguous,
            HasIommuOrMmu = data.HasIommuOrMmu,
            Note = data.Note,
            Sources = new([.. data.Source.Select(s => new CatalogueSource(s.Key, data.Origin.GetValueOrDefault(s.Key, ""), new([.. s.Value])))]),
        };
    }

    private static ulong? ValueOf(LimitKind kind, CatalogueData data) => kind switch
    {
        LimitKind.MaxSegmentCount => Count(data),
        LimitKind.MaxSegmentSize => data.MaxSegmentSize,
        LimitKind.SegmentBoundaryMask => data.SegmentBoundaryMask,
        LimitKind.VirtBoundaryMask => data.VirtBoundaryMask,
        LimitKind.MinAlignMask => data.MinAlignMask,
        LimitKind.AddressMask => data.DmaMask ?? LowBits(data.DmaMaskBits),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static ulong? Count(CatalogueData data) => data switch
    {
        { MaxSegmentCount: 0 } => 1,
        { MaxSegmentCount: uint.MaxValue } => LimitKind.MaxSegmentCount.Unlimited(),
        { MaxSegmentCount: null, NeedsContiguous: true } => 1,
        _ => data.MaxSegmentCount,
    };

    /// <summary>2^bits - 1, for 1 to 64 bits.</summary>
    private static ulong? LowBits(int? bits) => bits is { } count ? ulong.MaxValue >> (64 - count) : null;

    private static bool IsGettersDefault(string origin) => origin is "getter-default" or "platform-default" or "amba-default" or "default";
}
