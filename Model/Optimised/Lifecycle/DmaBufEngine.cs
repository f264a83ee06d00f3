using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <summary>
/// A buffer that devices share, from export to the last detach (docs/lifecycle.md). Every operation gives a <see cref="StepResult"/> and never
/// throws for a device of the scenario; one that is refused leaves everything as it was, since everything is asked before anything is changed.
/// </summary>
/// <remarks>
/// <para>All members may be called from any thread. Reading the stored constraints takes no lock; everything else takes the gate.</para>
/// <para>
/// Attach, detach, map, unmap, pin and changed limits take O(log n) in attachments, and a step for each candidate for storage; what is new about a
/// device costs once by the runs of a layout. Devices whose bus offsets differ cost a step for each offset when the tightest limits of one
/// change. A move costs by live mapping. Only the views, recalculation, and hooks that read the constraints walk all attachments.
/// </para>
/// <para>
/// Where several attachments are in the way, grounds name the one with the lowest number. One cached table binds only where splitting is early:
/// with late splitting each importer cuts for itself.
/// </para>
/// </remarks>
public sealed partial class DmaBufEngine
{
    private readonly Scenario _scenario;
    private readonly EngineGate _gate;
    private readonly EngineDecisions _decisions;
    private readonly MergedConstraints _constraints;
    private readonly CoherencyTracker _coherency;
    private readonly Func<IovaSpace> _newDomain;
    private readonly Dictionary<string, IovaSpace> _domains = [];
    private readonly DeviceState[] _devices;
    private readonly Dictionary<string, DeviceState> _byName;
    private readonly Storages _storages;
    private readonly ConflictFinder _conflicts;

    private readonly Dictionary<int, Attachment> _byNumber = [];
    private readonly LinkedList<Attachment> _inOrder = [];
    private readonly SortedSet<int> _pinning = [];
    private readonly SortedSet<int> _fixed = [];
    private readonly SortedSet<int> _moving = [];
    private readonly SortedSet<int> _bounced = [];
    private int _nextNumber;
    private int _attachmentObjects;
    private int? _storage;
    private SegmentTable? _sharedTable;
    private int _sharedTableUsers;
    private CpuAccess _cpuAccess;

    /// <summary>The answer to <see cref="GetConstraints"/>, replaced as a whole; <see langword="null"/> before export.</summary>
    private volatile StepResult? _published;

    /// <summary>A buffer that is not exported yet.</summary>
    /// <param name="scenario">Size, exporter, memory, policy and devices; its steps are not looked at.</param>
    /// <param name="parts">What it is made of; the real parts unless said otherwise.</param>
    /// <param name="gate">Its lock; a real one unless said otherwise.</param>
    public DmaBufEngine(Scenario scenario, EngineParts? parts = null, EngineGate? gate = null)
    {
        parts ??= EngineParts.Default;
        _scenario = scenario;
        _gate = gate ?? new LockGate();
        _decisions = parts.Decisions;
        Serving serving = parts.Serving(scenario);
        _constraints = parts.Constraints();
        _coherency = parts.Coherency();
        _newDomain = parts.Domain;
        _devices = [.. scenario.Devices.Select((d, i) => new DeviceState(i, _decisions.ProfileOf(d, scenario.Policy)))];
        _byName = _devices.ToDictionary(d => d.Name);
        _storages = new(scenario, parts, serving, _constraints);
        _conflicts = new(scenario, serving, _storages, _constraints, _devices);
    }

    /// <summary>The buffer comes into being; storage too, if the exporter allocates now.</summary>
    public StepResult Export()
    {
        using EngineGate.Hold hold = _gate.Take("export");
        if (_published is not null)
        {
            return StepResult.Refused(Errno.Ebusy, GroundsKind.AlreadyExported);
        }

        if (_scenario.Exporter.Allocates == AllocationTime.Export)
        {
            if (_storages.Count == 0)
            {
                return NoStorage;
            }

            _storage = 0;
            _gate.Point("export: storage is there, the buffer is not");
        }

        Publish();
        return StepResult.Ok;
    }

    /// <summary>From now on the exporter's attach hook refuses a device, or accepts it again.</summary>
    public StepResult ExporterRefuses(string device, bool refuses)
    {
        using EngineGate.Hold hold = _gate.Take("exporter refuses");
        if (_published is null)
        {
            return NotExported;
        }

        _byName[device].IsRefused = refuses;
        return StepResult.Ok;
    }

    private static StepResult NotExported { get; } = StepResult.Refused(Errno.Enodev, GroundsKind.NotExported);

    private static StepResult NoStorage { get; } = StepResult.Refused(Errno.Enomem, GroundsKind.NoStorage);

    private static StepResult NoStorageFor(string device) => StepResult.Refused(Errno.Enomem, GroundsKind.NoStorage, device);

    private static StepResult NotAttached(AttachmentName name) =>
        StepResult.Refused(Errno.Einval, GroundsKind.NotAttached, name.Device);

    /// <summary>The attachment, or why there is none.</summary>
    private Attachment? Find(AttachmentName name, out StepResult refusal)
    {
        refusal = _published is null ? NotExported : NotAttached(name);
        if (_published is null)
        {
            return null;
        }

        return name is { Device: { } device }
            ? _byName[device].Attachments.Last?.Value
            : _byNumber.GetValueOrDefault(name.Number ?? -1);
    }

    private void Publish() => _published = StepResult.Ok with { Constraints = Stored };

    private Constraints Stored => new(_constraints.Limits, _byNumber.Count);
}
