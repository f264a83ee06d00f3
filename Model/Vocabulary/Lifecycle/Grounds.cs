namespace DmabufVerify.Vocabulary;

/// <summary>Why an operation is refused.</summary>
public enum GroundsKind
{
    /// <summary>Nothing was exported.</summary>
    NotExported,

    /// <summary>It is exported already.</summary>
    AlreadyExported,

    /// <summary>The device has no attachment.</summary>
    NotAttached,

    /// <summary>A limit that no device can mean.</summary>
    InvalidLimit,

    /// <summary>The device needs struct page, the storage has none.</summary>
    NeedsPages,

    /// <summary>Limits that no storage, or none that the exporter has, can meet together.</summary>
    Conflict,

    /// <summary>The exporter's hook says no.</summary>
    ExporterRefuses,

    /// <summary>The exporter cannot move its storage.</summary>
    NotMovable,

    /// <summary>There is no storage to move.</summary>
    NothingToMove,

    /// <summary>Somebody pins the storage.</summary>
    Pinned,

    /// <summary>A live mapping is in the way.</summary>
    LiveMapping,

    /// <summary>A CPU access is open.</summary>
    CpuAccessOpen,

    /// <summary>No CPU access is open, or not one for writing.</summary>
    NoCpuAccess,

    /// <summary>The exporter has no storage that would do.</summary>
    NoStorage,

    /// <summary>The attachment is not mapped.</summary>
    NotMapped,

    /// <summary>The attachment is not pinned.</summary>
    NotPinned,

    /// <summary>Against the direction of the live mapping.</summary>
    Direction,

    /// <summary>The CPU cannot access storage without struct page.</summary>
    NoCpuView,

    /// <summary>A segment finds no place in the bounce pool.</summary>
    BouncePool,

    /// <summary>No range of device addresses is free.</summary>
    NoDeviceAddresses,
}

/// <summary>A limit that takes part in a conflict.</summary>
/// <param name="Device">Whose.</param>
/// <param name="Limit">Which.</param>
/// <param name="Value">Its value under the scenario's policy.</param>
/// <param name="IsDefault">Whether nobody declared it: the policy put it there (thread F13).</param>
public sealed record BitingLimit(string Device, LimitKind Limit, ulong Value, bool IsDefault);

/// <summary>The reason of a refusal.</summary>
/// <param name="Kind">Which rule.</param>
/// <param name="Device">
/// Who is in the way: of several the one with the first attachment. Else who is refused. <see langword="null"/> for an operation that
/// names no device, when nobody in particular is in its way.
/// </param>
/// <param name="Limits">
/// For <see cref="GroundsKind.InvalidLimit"/> the field; for a refused attach or change of limits that could be met otherwise, a minimal
/// conflict. Empty otherwise.
/// </param>
public sealed record Grounds(GroundsKind Kind, string? Device, ValueList<BitingLimit> Limits);
