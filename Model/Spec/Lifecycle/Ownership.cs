using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>A state, and what was done to caches and copies on the way to it.</summary>
internal readonly record struct Handled(BufferState State, ValueList<CacheAction> Actions)
{
    /// <summary>The same with one more action.</summary>
    public Handled Then(BufferState state, params CacheAction[] actions) => new(state, [.. Actions, .. actions]);
}

/// <summary>Flushes: one at each change of ownership, none anywhere else (thread D12.9, D22.2).</summary>
internal static class Ownership
{
    /// <summary>Before the CPU touches the data, whatever the caches hold of what devices overwrote is dropped.</summary>
    public static Handled TakeByCpu(Handled at) => at.State.Owner == Owner.Device
        ? at.Then(at.State with { Owner = Owner.Cpu }, new CacheAction(CacheActionKind.Invalidate))
        : at;

    /// <summary>When the CPU is done and a device may go past the caches, what the CPU wrote is written back.</summary>
    public static Handled GiveToDevices(Handled at) =>
        at.State is { Owner: Owner.Cpu, CpuAccess: CpuAccess.None } && at.State.Attachments.Any(a => a.IsNonCoherent)
            ? at.Then(at.State with { Owner = Owner.Device }, new CacheAction(CacheActionKind.Clean))
            : at;

    /// <summary>Copies by the CPU between two changes of ownership; none: nothing changes hands.</summary>
    public static Handled Copy(BufferState state, ValueList<CacheAction> copies) =>
        copies.Count == 0 ? new Handled(state, []) : WithCopies(TakeByCpu(new Handled(state, [])), copies);

    /// <summary>The copies out of bounce buffers into which a device may have written, by number.</summary>
    public static ValueList<CacheAction> CopiesOut(IEnumerable<Attachment> attachments) =>
    [
        .. attachments.Where(a => a is { Mapping.Kind: MappingKind.Bounced, Direction: not MapDirection.ToDevice })
            .Select(a => new CacheAction(CacheActionKind.CopyOut, a.Id)),
    ];

    private static Handled WithCopies(Handled at, ValueList<CacheAction> copies) => at.Then(at.State, [.. copies]);
}
