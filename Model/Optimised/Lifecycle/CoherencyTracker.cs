using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <summary>
/// Who owns the data, and what the CPU's cache may hold: flushes are made when ownership changes, and then only where a reader could see
/// a difference (thread D12.9).
/// </summary>
/// <remarks>
/// It looks at what was asked for, not at single accesses, which no kernel sees. Lines may be dirty once a CPU access was open for writing or
/// a copy was made into the buffer; they may be stale once a non-coherent mapping that a device may write through lives while devices
/// own the data. Lines are never both: the CPU writes only what it owns, and what devices take was cleaned.
/// </remarks>
public class CoherencyTracker
{
    private bool _deviceOwns;
    private bool _mayBeDirty;
    private bool _mayBeStale;
    private int _live;
    private int _writers;

    /// <summary>A non-coherent mapping begins.</summary>
    /// <param name="direction">Which way.</param>
    /// <param name="cpuAccessIsOpen">Then the CPU keeps the data until it is done.</param>
    /// <param name="actions">Takes what is done.</param>
    public virtual void Begin(MapDirection direction, bool cpuAccessIsOpen, ICollection<CacheAction> actions)
    {
        _live++;
        _writers += direction == MapDirection.ToDevice ? 0 : 1;
        GiveToDevices(cpuAccessIsOpen, actions);
    }

    /// <summary>It ends. Devices own the data until somebody asks for it.</summary>
    public virtual void End(MapDirection direction)
    {
        _live--;
        _writers -= direction == MapDirection.ToDevice ? 0 : 1;
    }

    /// <summary>The CPU is about to access the data.</summary>
    public virtual void TakeForCpu(ICollection<CacheAction> actions)
    {
        if (_mayBeStale)
        {
            actions.Add(new(CacheActionKind.Invalidate));
        }

        _mayBeStale = false;
        _deviceOwns = false;
    }

    /// <summary>The CPU may write the data, which it owns.</summary>
    public virtual void CpuMayWrite() => _mayBeDirty = true;

    /// <summary>The CPU is done: devices own the data if a non-coherent mapping lives and no access is open.</summary>
    public virtual void GiveToDevices(bool cpuAccessIsOpen, ICollection<CacheAction> actions)
    {
        if (_live == 0 || cpuAccessIsOpen)
        {
            return;
        }

        if (!_deviceOwns && _mayBeDirty)
        {
            actions.Add(new(CacheActionKind.Clean));
            _mayBeDirty = false;
        }

        _deviceOwns = true;
        _mayBeStale |= _writers > 0;
    }
}
