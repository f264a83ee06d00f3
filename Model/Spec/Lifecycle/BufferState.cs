using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>Who may touch the data without further ado.</summary>
internal enum Owner
{
    /// <summary>The CPU, through its caches.</summary>
    Cpu,

    /// <summary>Devices that go past the caches.</summary>
    Device,
}

/// <summary>Everything there is to know about a shared buffer between two operations.</summary>
internal sealed record BufferState(Scenario Scenario)
{
    /// <summary>Whether there is a buffer.</summary>
    public bool IsExported { get; init; }

    /// <summary>Every device of the scenario, with the limits that it declares now.</summary>
    public ValueList<Device> Devices { get; init; } = Scenario.Devices;

    /// <summary>Devices that the exporter's hook refuses.</summary>
    public ValueList<string> Refused { get; init; }

    /// <summary>Where storage can be, in the exporter's order of preference; fixed at export.</summary>
    public ValueList<Layout> Candidates { get; init; }

    /// <summary>Where it is.</summary>
    public Layout? Storage { get; init; }

    /// <summary>By number.</summary>
    public ValueList<Attachment> Attachments { get; init; }

    /// <summary>The number of the next attachment.</summary>
    public int NextId { get; init; }

    /// <summary>The one table of an exporter that caches, in physical addresses, while a direct mapping lives.</summary>
    public SegmentTable? CachedTable { get; init; }

    /// <summary>Who owns the data.</summary>
    public Owner Owner { get; init; }

    /// <summary>The open CPU access.</summary>
    public CpuAccess CpuAccess { get; init; }

    /// <summary>The storage as bytes.</summary>
    public PagedBuffer Over(Layout layout) => new(Scenario.PageSize, layout, Scenario.BufferSizeBytes);

    /// <summary>The devices attached, one for each attachment.</summary>
    public ValueList<Device> Attached => [.. Attachments.Select(a => a.Device)];

    /// <summary>A device with the limits it declares now.</summary>
    public Device Device(string name) => Devices.First(d => d.Name == name);

    /// <summary>The attachment that an operation on a device means.</summary>
    public Attachment? Latest(string device) => Attachments.LastOrDefault(a => a.Device.Name == device);

    /// <summary>The same with one attachment replaced.</summary>
    public BufferState With(Attachment changed) =>
        this with { Attachments = [.. Attachments.Select(a => a.Id == changed.Id ? changed : a)] };

    /// <summary>What an observer sees.</summary>
    public BufferView View => !IsExported ? BufferView.None : new BufferView
    {
        IsExported = true,
        Storage = Storage,
        Attachments = [.. Attachments.Select(a => a.View)],
        Stored = MergedConstraints.Of(this),
        Recomputed = MergedConstraints.Of(this),
        AttachmentObjects = Attachments.Count,
        CpuAccess = CpuAccess,
    };
}

/// <summary>What an operation makes of a state.</summary>
internal readonly record struct Outcome(BufferState State, StepResult Result)
{
    /// <summary>A refusal leaves the state as it was.</summary>
    public static Outcome Refused(
        BufferState state, Errno errno, GroundsKind kind, string? device = null, ValueList<BitingLimit> limits = default) =>
        new(state, StepResult.Refused(errno, kind, device, limits));
}
