using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Properties.Laws.Map;
using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Published;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;
using static DmabufVerify.Properties.Claims.Evidence.Tiny;

namespace DmabufVerify.Properties.Claims.D;

/// <summary>Who refuses, with what, and what is left to importers.</summary>
internal static class Refusals
{
    /// <summary>Entries of subsystems whose drivers share buffers.</summary>
    private static readonly CatalogueEntry[] SharingEntries =
        [.. Real.Entries.Where(e => e.Subsystem is "v4l2" or "accel" || e.Subsystem.StartsWith("drm", StringComparison.Ordinal))];

    public static IEnumerable<Claim> Claims { get; } =
    [
        ClaimKinds.Exists(
            "D8.3",
            "Attach returns a null pointer, which callers take for success, where the calculation fails.",
            "there is d: attach(v3, d) = ok and nobody is attached",
            VerdictKind.Proved,
            "one device",
            NullForAnError),
        ClaimKinds.ForAll(
            "D8.4",
            "Two cases dominate: anything through an IOMMU or MMU, and one piece.",
            "most graphics, video and accelerator entries of the catalogue are known to be one or the other",
            VerdictKind.Proved,
            $"the catalogue: {TwoCases(SharingEntries)} of those, {TwoCases(Real.Entries)} of all, are one of the two",
            _ => 2 * SharingEntries.Count(IsOneOfTwoCases) > SharingEntries.Length ? null : new Found(TwoCases(SharingEntries))),
        ClaimKinds.ByLaw("D8.5", "In corner cases exporters hand different lists to different importers, each its own.", MapTableFitsImporter.Law),
        ClaimKinds.NotCheckable("D9.1", "To validate attachments is the job of the framework and not of drivers.", "an opinion on who should do what"),
        ClaimKinds.Exists(
            "D9.4",
            "An exporter may honour one limit and not another, and nobody notices.",
            "there are b, d: map(v3, d) is a table that breaks a limit of d",
            VerdictKind.Proved,
            "one device over two pages",
            UncheckedTable),
        ClaimKinds.NotCheckable("D9.5", "Keep it simple.", "advice"),
        ClaimKinds.NotCheckable("D10.3", "Let an exporter override the checks.", "a proposal for a hook; with it, whether anybody is served is up to the exporter"),
        ClaimKinds.NotCheckable("D10.6", "In the long run allocation should be matched to constraints inside the DMA API.", "a plan for where code should live"),
    ];

    private static bool IsOneOfTwoCases(CatalogueEntry entry) => entry.HasIommuOrMmu == true || entry.Limits.MaxSegmentCount == 1;

    private static string TwoCases(IReadOnlyCollection<CatalogueEntry> entries) => $"{entries.Count(IsOneOfTwoCases)} of {entries.Count}";

    private static Found? NullForAnError(ClaimContext context)
    {
        Scenario tooSmall = Over(Pages(0, 1), Device("d", count: 1, size: Page)).Doing(Attach("d"));
        TracedStep last = PublishedCode.LastStep(context, Defect.F1, tooSmall);
        return context.Errnos(tooSmall)[^1] == Errno.Einval && last.IsOk && last.After.Attachments.Count == 0
            ? new Found("a device that cannot hold the buffer: no error and no attachment", tooSmall, nameof(Defect.F1))
            : null;
    }

    private static Found? UncheckedTable(ClaimContext context)
    {
        Scenario history = Over(Pages(0, 1), Device("d", size: Page)).Doing(Attach("d"), Map("d"));
        ulong longest = PublishedCode.Last(context, Defect.F17, history).Mapping?.Table.Segments.Max(s => s.LengthBytes) ?? 0;
        return longest > Page ? new Found($"a segment of {longest} bytes for a device that takes {Page}", history, nameof(Defect.F17)) : null;
    }
}
