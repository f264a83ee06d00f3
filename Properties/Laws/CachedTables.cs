using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws;

/// <summary>The one table of an exporter that caches, as far as it can be observed.</summary>
internal static class CachedTables
{
    /// <summary>From a live mapping that uses it, in physical addresses; <see langword="null"/> when none does.</summary>
    public static SegmentTable? InUse(StepCase c, BufferView view)
    {
        if (c.Scenario is not { Exporter.Tables: ExporterTables.Cached, Policy.Splitting: Splitting.Early })
        {
            return null;
        }

        foreach (AttachmentView attachment in view.Attachments)
        {
            if (c.Device(attachment.Device) is { Iommu: null, MayBounce: false } device && attachment.Mapping is { } mapping)
            {
                return PhysicalTable.Of(mapping.Table, device);
            }
        }

        return null;
    }
}
