namespace DmabufVerify.Vocabulary;

/// <summary>What software does about caches and copies.</summary>
public enum CacheActionKind
{
    /// <summary>Dirty lines are written back.</summary>
    Clean,

    /// <summary>Lines are dropped, dirty ones too.</summary>
    Invalidate,

    /// <summary>The buffer is copied to an attachment's bounce buffer, by the CPU.</summary>
    CopyIn,

    /// <summary>An attachment's bounce buffer is copied to the buffer, by the CPU.</summary>
    CopyOut,

    /// <summary>The buffer is copied to new storage, by the CPU.</summary>
    CopyStorage,
}

/// <summary>One such action.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Attachment">Whose bounce buffer, for the two bounce copies.</param>
public readonly record struct CacheAction(CacheActionKind Kind, int? Attachment = null)
{
    /// <summary>Whether it goes over the cache, which is what takes long (thread D12.9).</summary>
    public bool IsFlush => Kind is CacheActionKind.Clean or CacheActionKind.Invalidate;
}
