namespace DmabufVerify.Vocabulary;

/// <summary>What one operation gave.</summary>
/// <param name="Errno">How it ended.</param>
public sealed record StepResult(Errno Errno)
{
    /// <summary>Done, with nothing to say.</summary>
    public static StepResult Ok { get; } = new(Errno.Ok);

    /// <summary>Why it was refused; set exactly when it was, by a correct implementation.</summary>
    public Grounds? Grounds { get; init; }

    /// <summary>For attach: the attachment's number, counted from 0.</summary>
    public int? Attachment { get; init; }

    /// <summary>For map and test-map: the table.</summary>
    public Mapping? Mapping { get; init; }

    /// <summary>For the two questions about constraints.</summary>
    public Constraints? Constraints { get; init; }

    /// <summary>What the exporter's hooks saw, in order; empty for hooks that do not look.</summary>
    public ValueList<HookView> Hooks { get; init; }

    /// <summary>What was done to caches and copies, in order.</summary>
    public ValueList<CacheAction> CacheActions { get; init; }

    /// <summary>The attachments whose importers were told to drop their mappings, the latest first.</summary>
    public ValueList<int> Notified { get; init; }

    /// <summary>A refusal.</summary>
    public static StepResult Refused(Errno errno, GroundsKind kind, string? device = null, ValueList<BitingLimit> limits = default) =>
        new(errno) { Grounds = new Grounds(kind, device, limits) };
}

/// <summary>Constraints of a buffer.</summary>
/// <param name="Limits">Merged limits of the directly mapped attachments, the reach in physical addresses.</param>
/// <param name="Attachments">All attachments there are; 0 tells nobody attached from nobody limited (thread A6.4, F24).</param>
public sealed record Constraints(ResolvedLimits Limits, int Attachments);

/// <summary>What an exporter's hook reads when it looks at the constraints.</summary>
/// <param name="Hook">Attach or detach.</param>
/// <param name="Device">About whom it was called.</param>
/// <param name="Stored">The stored constraints at that moment.</param>
/// <param name="Recomputed">Those merged anew.</param>
public sealed record HookView(ExporterHook Hook, string Device, Constraints Stored, Constraints Recomputed);

/// <summary>An exporter's callback.</summary>
public enum ExporterHook
{
    /// <summary>Called while a device attaches.</summary>
    Attach,

    /// <summary>Called while a device detaches.</summary>
    Detach,
}
