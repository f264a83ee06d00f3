namespace DmabufVerify.Vocabulary;

/// <summary>When storage comes into being.</summary>
public enum AllocationTime
{
    /// <summary>At the first map, pin or CPU access, when it is known who attached (thread B1.3).</summary>
    FirstMap,

    /// <summary>At export, before anybody attached.</summary>
    Export,
}

/// <summary>How many tables an exporter keeps over its storage.</summary>
public enum ExporterTables
{
    /// <summary>Each attachment has its own (thread D12.1).</summary>
    PerAttachment,

    /// <summary>One for all direct attachments that do not bounce, as DRM's helper had in 2015 (thread D5.2).</summary>
    Cached,
}

/// <summary>What the exporter of a buffer does; the default is a system heap that cannot move.</summary>
public sealed record Exporter
{
    /// <summary>Allocates at the first map, a table for each attachment, not movable, with struct page, hooks that read nothing.</summary>
    public static Exporter Default { get; } = new();

    /// <summary>When storage is allocated.</summary>
    public AllocationTime Allocates { get; init; } = AllocationTime.FirstMap;

    /// <summary>One table for all, or one for each.</summary>
    public ExporterTables Tables { get; init; } = ExporterTables.PerAttachment;

    /// <summary>Whether it can give the buffer other storage later.</summary>
    public bool IsMovable { get; init; }

    /// <summary>Whether there is a struct page behind the storage; carve-outs and video memory have none (thread D14.2, D16.1).</summary>
    public bool HasPages { get; init; } = true;

    /// <summary>Whether its attach and detach hooks read the constraints, stored and recomputed (thread F4-F6).</summary>
    public bool HooksReadConstraints { get; init; }
}

/// <summary>Memory from which an exporter may take storage.</summary>
/// <param name="Pages">Page frames, of fewer than 2^64 bytes; extents of a scenario do not overlap.</param>
/// <param name="Heap">Extents of one name are one heap; storage in blocks never mixes heaps.</param>
public sealed record MemoryExtent(PfnRun Pages, string Heap)
{
    /// <summary>The heap of an extent that names none.</summary>
    public const string DefaultHeap = "system";
}
