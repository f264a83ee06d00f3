using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <summary>What stands in the way of a move.</summary>
/// <param name="IsMovable">The exporter can move storage.</param>
/// <param name="IsPinned">Somebody pins, explicitly or as an importer that pins.</param>
/// <param name="CpuAccessIsOpen">The CPU uses the storage.</param>
/// <param name="HasFixedMapping">A live mapping, kept ones included, is of an importer that does not move on notice.</param>
public readonly record struct MoveObstacles(bool IsMovable, bool IsPinned, bool CpuAccessIsOpen, bool HasFixedMapping);

/// <summary>The engine's small decisions: pure, each from what it is given alone.</summary>
public class EngineDecisions
{
    /// <summary>What a device declares, as it is read.</summary>
    public virtual DeviceProfile ProfileOf(Device device, Policy policy) => DeviceProfile.Of(device, policy);

    /// <summary>The limit that no device can mean, if there is one (thread F11, F12, F21).</summary>
    public virtual LimitProblem? CheckLimits(Limits limits, PageSize pageSize) => LimitChecks.Check(limits, pageSize);

    /// <summary>Whether storage lacks the struct page that a device needs (thread D36.3).</summary>
    public virtual bool LacksPages(Device device, Exporter exporter) => device.NeedsPages && !exporter.HasPages;

    /// <summary>Why storage has to stay, if it has to.</summary>
    public virtual GroundsKind? KeepsStorage(in MoveObstacles obstacles) => obstacles switch
    {
        { IsMovable: false } => GroundsKind.NotMovable,
        { IsPinned: true } => GroundsKind.Pinned,
        { CpuAccessIsOpen: true } => GroundsKind.CpuAccessOpen,
        { HasFixedMapping: true } => GroundsKind.LiveMapping,
        _ => null,
    };

    /// <summary>What a late-comer hears whom present storage does not serve, while it cannot move (thread D8.2).</summary>
    public virtual Errno LateComerErrno => Errno.Ebusy;

    /// <summary>Whether a device's limits go with one of its attachments (thread F25).</summary>
    public virtual bool LimitsGo(int attachmentsLeft) => attachmentsLeft == 0;

    /// <summary>Whether an importer drops its mappings when told to.</summary>
    public virtual bool MovesOnNotice(Device device) => device.Importer == ImporterHabit.MovesOnNotice;

    /// <summary>Whether an importer keeps a mapping that it gave back.</summary>
    public virtual bool KeepsMapping(Device device) => device.Importer == ImporterHabit.CachesMapping;

    /// <summary>Whether an importer pins when it maps.</summary>
    public virtual bool PinsAtMap(Device device) => device.Importer == ImporterHabit.Pins;

    /// <summary>Whether a live mapping does for another map.</summary>
    public virtual bool SuitsDirection(MapDirection live, MapDirection asked) => live == asked || live == MapDirection.Bidirectional;

    /// <summary>Whether a device may do an access through a mapping.</summary>
    public virtual bool MayAccess(MapDirection live, bool writes) =>
        live != (writes ? MapDirection.ToDevice : MapDirection.FromDevice);

    /// <summary>Whether caches have to be looked after for a mapping (thread D12.8).</summary>
    public virtual bool IsNonCoherent(Device device, MappingKind kind) =>
        kind != MappingKind.Bounced && device.Access != DeviceAccess.Coherent;

    /// <summary>Whether the device needs the data in its copy: always, since what it leaves alone is copied back too.</summary>
    public virtual bool CopiesIn(MapDirection direction) => true;

    /// <summary>Whether the device may have changed its copy of the data.</summary>
    public virtual bool CopiesOut(MapDirection direction) => direction != MapDirection.ToDevice;

    /// <summary>The bounced mappings whose copies the CPU has to see when it begins an access.</summary>
    public virtual IEnumerable<Attachment> SyncedForCpu(IEnumerable<Attachment> bounced) => bounced;

    /// <summary>Whether devices that can share one table have to.</summary>
    public virtual bool SharesOneTable(Exporter exporter, Policy policy) =>
        exporter.Tables == ExporterTables.Cached && policy.Splitting == Splitting.Early;

    /// <summary>Whether the merged limits of one bus offset have to leave room for the buffer.</summary>
    public virtual bool MergesCapacity(SharingMode mode, Policy policy) =>
        mode == SharingMode.Shared && policy.Splitting == Splitting.Early;

    /// <summary>The importers that are told to drop their mappings, of those who have to be, the latest attachment first.</summary>
    public virtual IEnumerable<Attachment> Notified(IEnumerable<Attachment> due) => due;
}
