using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Generation.Lifecycle;

/// <summary>
/// What a history has come to if nobody was refused: enough to tell what makes sense next from what does not. It knows no limits and no
/// storage, and so takes no implementation's word for what is drawn.
/// </summary>
internal sealed class HistoryState(Scenario scenario)
{
    private readonly List<Attached> _attached = [];
    private readonly HashSet<string> _refused = [];
    private CpuAccess _cpu;

    public bool IsExported { get; private set; }

    /// <summary>Whether any map, pin or CPU access, or the export, has asked for storage.</summary>
    public bool HasStorage { get; private set; }

    public bool IsAttached(string device) => Latest(device) is not null;

    public bool IsMapped(string device) => Latest(device) is { IsLive: true };

    /// <summary>The direction of a live mapping; both ways without one.</summary>
    public MapDirection Direction(string device) => Latest(device)?.Direction ?? MapDirection.Bidirectional;

    /// <summary>Whether the operation makes sense here.</summary>
    public bool Allows(Operation operation) => operation is Operation.Export
        ? !IsExported
        : IsExported && operation switch
        {
            Operation.Attach attach => !_refused.Contains(attach.Device),
            Operation.Detach detach => Latest(detach.Device) is { Maps: 0, Pins: 0 },
            Operation.Map map => Latest(map.Device) is { } one && Maps(one, map.Direction),
            Operation.TestMap map => Latest(map.Device) is { } one && Maps(one, map.Direction),
            Operation.Unmap unmap => Latest(unmap.Device) is { Maps: > 0 },
            Operation.Pin pin => IsAttached(pin.Device),
            Operation.Unpin unpin => Latest(unpin.Device) is { Pins: > 0 },
            Operation.Move => MayMove,
            Operation.BeginCpuAccess => _cpu == CpuAccess.None && scenario.Exporter.HasPages,
            Operation.EndCpuAccess => _cpu != CpuAccess.None,
            Operation.CpuUse use => _cpu == CpuAccess.Write || (_cpu == CpuAccess.Read && !use.Writes),
            Operation.DeviceUse use => _cpu == CpuAccess.None && Latest(use.Device) is { IsLive: true } one && Agrees(use, one.Direction),
            _ => true,
        };

    /// <summary>Takes an operation; one that makes no sense changes nothing.</summary>
    public void Take(Operation operation)
    {
        if (!Allows(operation))
        {
            return;
        }

        HasStorage |= operation is Operation.Map or Operation.Pin or Operation.BeginCpuAccess
            || (operation is Operation.Export && scenario.Exporter.Allocates == AllocationTime.Export);
        switch (operation)
        {
            case Operation.Export:
                IsExported = true;
                break;
            case Operation.Attach attach:
                _attached.Add(new Attached(attach.Device));
                break;
            case Operation.Detach detach:
                _attached.Remove(Latest(detach.Device)!);
                break;
            case Operation.Map map:
                Map(Latest(map.Device)!, map.Direction);
                break;
            case Operation.Unmap unmap:
                Latest(unmap.Device)!.Maps--;
                break;
            case Operation.Pin pin:
                Latest(pin.Device)!.Pins++;
                break;
            case Operation.Unpin unpin:
                Latest(unpin.Device)!.Pins--;
                break;
            case Operation.Move:
                _attached.ForEach(one => one.Drop());
                break;
            case Operation.BeginCpuAccess begin:
                _cpu = begin.Writes ? CpuAccess.Write : CpuAccess.Read;
                break;
            case Operation.EndCpuAccess:
                _cpu = CpuAccess.None;
                break;
            case Operation.ExporterRefuses { Refuses: true } refuses:
                _refused.Add(refuses.Device);
                break;
            case Operation.ExporterRefuses accepts:
                _refused.Remove(accepts.Device);
                break;
            default:
                break;
        }
    }

    private bool MayMove => HasStorage && scenario.Exporter.IsMovable && _cpu == CpuAccess.None
        && _attached.All(one => one.Pins == 0 && (!one.IsLive || Importer(one.Device) == ImporterHabit.MovesOnNotice));

    private void Map(Attached one, MapDirection direction)
    {
        one.Direction = one.IsLive ? one.Direction : direction;
        one.Maps++;
        one.IsKept |= Importer(one.Device) is ImporterHabit.CachesMapping or ImporterHabit.Pins;
    }

    private Attached? Latest(string device) => _attached.FindLast(one => one.Device == device);

    private ImporterHabit Importer(string device)
    {
        foreach (Device one in scenario.Devices)
        {
            if (one.Name == device)
            {
                return one.Importer;
            }
        }

        throw new ArgumentException("not one of the scenario's", nameof(device));
    }

    private static bool Maps(Attached one, MapDirection direction) =>
        !one.IsLive || one.Direction is MapDirection.Bidirectional || one.Direction == direction;

    private static bool Agrees(Operation.DeviceUse use, MapDirection direction) =>
        direction != (use.Writes ? MapDirection.ToDevice : MapDirection.FromDevice);

    private sealed class Attached(string device)
    {
        public string Device { get; } = device;

        public int Maps { get; set; }

        public int Pins { get; set; }

        /// <summary>Whether the importer keeps its mapping until it detaches.</summary>
        public bool IsKept { get; set; }

        public MapDirection Direction { get; set; }

        public bool IsLive => Maps > 0 || IsKept;

        /// <summary>The mapping ends, with notice.</summary>
        public void Drop()
        {
            Maps = 0;
            IsKept = false;
        }
    }
}
