namespace DmabufVerify.Conformance.Questions;

/// <summary>An exporter of the kernel's module (kernel/exporter.c).</summary>
public enum ExporterKind
{
    /// <summary>No pin hook: its storage stays. A table for each map.</summary>
    Plain,

    /// <summary>The same, and the core keeps an attachment's first table until detach (cache_sgt_mapping).</summary>
    Caching,

    /// <summary>Moves its storage unless somebody pins. The core pins for whoever maps, as it does without CONFIG_DMABUF_MOVE_NOTIFY.</summary>
    Moving,

    /// <summary>The same, those pins set aside: mappings of importers with move_notify move on notice.</summary>
    Notice,
}

/// <summary>What follows from a kind.</summary>
internal static class ExporterKinds
{
    /// <summary>How questions name it.</summary>
    public static string Word(this ExporterKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>Reads <see cref="Word"/>.</summary>
    public static ExporterKind Parse(string word) => Enum.Parse<ExporterKind>(word, ignoreCase: true);

    /// <summary>Whether it has a pin hook and can move: what dma-buf.c calls dynamic.</summary>
    public static bool Moves(this ExporterKind kind) => kind is ExporterKind.Moving or ExporterKind.Notice;

    /// <summary>
    /// Whether the core maps for an importer as soon as it attaches, and pins where the exporter can: when one of the two can move and the other cannot
    /// (dma_buf_dynamic_attach).
    /// </summary>
    public static bool MapsAtAttach(this ExporterKind kind, bool importerMoves) => kind.Moves() != importerMoves;

    /// <summary>Whether the core pins for each map of such an importer.</summary>
    public static bool PinsAtMap(this ExporterKind kind, bool importerMoves) => kind == ExporterKind.Moving && importerMoves;
}
