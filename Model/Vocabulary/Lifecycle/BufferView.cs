namespace DmabufVerify.Vocabulary;

/// <summary>An open CPU access.</summary>
public enum CpuAccess
{
    /// <summary>None is open.</summary>
    None,

    /// <summary>Open for reading.</summary>
    Read,

    /// <summary>Open for reading and writing.</summary>
    Write,
}

/// <summary>Everything about a buffer that can be observed between two operations. Equal views cannot be told apart.</summary>
public sealed record BufferView
{
    /// <summary>Before export.</summary>
    public static BufferView None { get; } = new();

    /// <summary>Whether there is a buffer.</summary>
    public bool IsExported { get; init; }

    /// <summary>Where the storage is, or <see langword="null"/> before it exists.</summary>
    public Layout? Storage { get; init; }

    /// <summary>By number, ascending.</summary>
    public ValueList<AttachmentView> Attachments { get; init; }

    /// <summary>The stored constraints.</summary>
    public Constraints Stored { get; init; } = new(ResolvedLimits.Unlimited, 0);

    /// <summary>The constraints, merged anew from the attachments.</summary>
    public Constraints Recomputed { get; init; } = new(ResolvedLimits.Unlimited, 0);

    /// <summary>Attachment objects that were allocated and not freed (thread F2).</summary>
    public int AttachmentObjects { get; init; }

    /// <summary>The open CPU access.</summary>
    public CpuAccess CpuAccess { get; init; }
}

/// <summary>One attachment.</summary>
/// <param name="Id">Its number: how many attaches succeeded before it.</param>
/// <param name="Device">Whose.</param>
/// <param name="Maps">Maps that were not given back.</param>
/// <param name="Pins">Explicit pins, and one more while an importer that pins holds its own.</param>
/// <param name="Mapping">The live mapping; without maps it is one that its importer keeps.</param>
public sealed record AttachmentView(int Id, string Device, int Maps, int Pins, Mapping? Mapping);
