using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining.Histories;

/// <summary>One difference between the views of a buffer before and after an operation.</summary>
public abstract record ViewChange
{
    private ViewChange()
    {
    }

    /// <summary>The buffer comes into being, or goes.</summary>
    public sealed record Existence(bool IsExported) : ViewChange;

    /// <summary>Storage is allocated or moves.</summary>
    public sealed record Storage(Layout? From, Layout? To) : ViewChange;

    /// <summary>An attachment comes.</summary>
    public sealed record Attached(int Id, string Device) : ViewChange;

    /// <summary>An attachment goes.</summary>
    public sealed record Detached(int Id, string Device) : ViewChange;

    /// <summary>Maps or pins of an attachment.</summary>
    public sealed record Holds(int Id, string Device, Hold Hold, int From, int To) : ViewChange;

    /// <summary>The live mapping of an attachment.</summary>
    public sealed record Mapped(int Id, string Device, Mapping? From, Mapping? To) : ViewChange;

    /// <summary>One limit of the constraints.</summary>
    public sealed record Limit(ConstraintsOf Of, LimitKind Kind, ulong From, ulong To) : ViewChange;

    /// <summary>How many attachments the constraints count.</summary>
    public sealed record Counted(ConstraintsOf Of, int From, int To) : ViewChange;

    /// <summary>Attachment objects that belong to no attachment (thread F2).</summary>
    public sealed record Leaked(int From, int To) : ViewChange;

    /// <summary>The open CPU access.</summary>
    public sealed record Cpu(CpuAccess From, CpuAccess To) : ViewChange;
}

/// <summary>What an attachment has a number of.</summary>
public enum Hold
{
    /// <summary>Maps not given back.</summary>
    Maps,

    /// <summary>Pins, an importer's own included.</summary>
    Pins,
}

/// <summary>Which constraints.</summary>
public enum ConstraintsOf
{
    /// <summary>Those that the buffer stores.</summary>
    Stored,

    /// <summary>Those merged anew.</summary>
    Recomputed,
}
