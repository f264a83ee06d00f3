namespace DmabufVerify.Vocabulary;

/// <summary>
/// Something done to a shared buffer; docs/lifecycle.md says what each means. A device is named as in its scenario, and stands for its
/// latest attachment that still exists. Closed: a new operation is a new arm in every implementation's switch.
/// </summary>
public abstract record Operation
{
    private Operation()
    {
    }

    /// <summary>The buffer comes into being; storage too, if the exporter allocates now.</summary>
    public sealed record Export : Operation;

    /// <summary>A device joins.</summary>
    public sealed record Attach(string Device) : Operation;

    /// <summary>A device leaves.</summary>
    public sealed record Detach(string Device) : Operation;

    /// <summary>A device asks for a table in its own addresses.</summary>
    public sealed record Map(string Device, MapDirection Direction) : Operation;

    /// <summary>A device gives one map back.</summary>
    public sealed record Unmap(string Device) : Operation;

    /// <summary>What would map answer? (Thread D12.7.)</summary>
    public sealed record TestMap(string Device, MapDirection Direction) : Operation;

    /// <summary>A device forbids the storage to move.</summary>
    public sealed record Pin(string Device) : Operation;

    /// <summary>It takes one pin back.</summary>
    public sealed record Unpin(string Device) : Operation;

    /// <summary>The exporter moves the storage elsewhere.</summary>
    public sealed record Move : Operation;

    /// <summary>The CPU is about to read, or to read and write.</summary>
    public sealed record BeginCpuAccess(bool Writes) : Operation;

    /// <summary>The CPU is done.</summary>
    public sealed record EndCpuAccess : Operation;

    /// <summary>The CPU reads or writes the data.</summary>
    public sealed record CpuUse(bool Writes) : Operation;

    /// <summary>A device reads or writes the data.</summary>
    /// <param name="Device">Who.</param>
    /// <param name="Writes">Whether it writes.</param>
    /// <param name="Snoops">Whether the access is coherent; counts only for <see cref="DeviceAccess.PerAccess"/>.</param>
    public sealed record DeviceUse(string Device, bool Writes, bool Snoops) : Operation;

    /// <summary>The stored constraints (thread D2.5).</summary>
    public sealed record GetConstraints : Operation;

    /// <summary>The constraints, merged anew from the attachments (thread D2.5).</summary>
    public sealed record RecalcConstraints : Operation;

    /// <summary>A driver declares other limits, legal or not (thread F19).</summary>
    public sealed record ChangeLimits(string Device, Limits Limits) : Operation;

    /// <summary>From now on the exporter's attach hook refuses a device, or accepts it again.</summary>
    public sealed record ExporterRefuses(string Device, bool Refuses) : Operation;
}

/// <summary>One operation of a history.</summary>
/// <param name="Operation">What is done.</param>
/// <param name="Thread">
/// Which thread does it, where a history is run concurrently; 0 for all is one thread. Run one after another, threads have no meaning.
/// </param>
public sealed record Step(Operation Operation, int Thread = 0);
