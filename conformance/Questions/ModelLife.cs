using DmabufVerify.Vocabulary;

namespace DmabufVerify.Conformance.Questions;

/// <summary>
/// The same steps told to a model: what the core does for an importer in one call, such as to pin and map for one that cannot move as soon as it
/// attaches, is told as the operations it consists of. A hook that refuses is asked only where the operation would succeed, and is not told otherwise.
/// </summary>
internal sealed class ModelLife
{
    private const ulong FirstPfn = 16;

    /// <summary>Places of one page each, so far apart that one is not the other.</summary>
    private const ulong PlacesApart = 2;

    private readonly ExporterKind _kind;
    private readonly string _importers;
    private readonly IDmaBuf _buffer;
    private readonly ExporterHooks _hooks = new();

    /// <summary>Numbers as the kernel counts: only attaches that succeeded, the core's map included.</summary>
    private readonly Dictionary<int, int> _numbers = [];

    private int _warnings;

    public ModelLife(IRules model, ExporterKind kind, string importers)
    {
        _kind = kind;
        _importers = importers;
        _buffer = model.NewBuffer(Scenario());
        _buffer.Apply(new Operation.Export());
    }

    /// <summary>The answers to a whole sequence.</summary>
    public string Answers(IEnumerable<string> steps)
    {
        string answers = string.Join(' ', steps.Select(Take));
        return _warnings == 0 ? answers : $"{answers} warn={_warnings}";
    }

    private string Take(string step)
    {
        switch (step[0])
        {
            case 'r' or 'o' when step[^1] == 'a':
                return Said(new Operation.ExporterRefuses(Name(step[1]), step[0] == 'r'));
            case 'r' or 'o':
                _hooks.Take(step);
                return "0";
            case 'b':
                return _buffer.View.CpuAccess == CpuAccess.None && _hooks.BeginCpuAccess is not 0 and var closed
                    ? $"{closed}"
                    : Said(new Operation.BeginCpuAccess(step[1] == 'w'));
            case 'e':
                return _buffer.View.CpuAccess != CpuAccess.None && _hooks.EndCpuAccess is not 0 and var open
                    ? $"{open}"
                    : Said(new Operation.EndCpuAccess());
            case 'v':
                StepResult moved = _buffer.Apply(new Operation.Move());
                return moved.Notified.Count == 0
                    ? $"{Number(moved.Errno)}"
                    : $"{Number(moved.Errno)}:{string.Join(',', moved.Notified.Select(id => _numbers[id]))}";
            default:
                return OfDevice(step[1], step);
        }
    }

    private string OfDevice(char device, string step)
    {
        bool moves = _importers[device - '0'] == 'd';
        switch (step[0])
        {
            case 'a':
                return Attach(device, _kind.MapsAtAttach(moves));
            case 'd':
                return _kind.MapsAtAttach(moves) && Refusal(new Operation.Unmap(Name(device))) is { } mapped
                    ? mapped
                    : Said(new Operation.Detach(Name(device)));
            case 'm':
                return Map(device, Direction(step[2]), _kind.PinsAtMap(moves));
            case 'u':
                string unmapped = Said(new Operation.Unmap(Name(device)));
                return _kind.PinsAtMap(moves) && unmapped == "0" ? Said(new Operation.Unpin(Name(device))) : unmapped;
            default:
                _warnings += moves ? 0 : 1;
                return step[0] == 'q' ? Said(new Operation.Unpin(Name(device))) : Pin(device);
        }
    }

    private string Attach(char device, bool maps)
    {
        StepResult attached = _buffer.Apply(new Operation.Attach(Name(device)));
        if (attached.Errno != Errno.Ok)
        {
            return $"{Number(attached.Errno)}";
        }

        string? refusal = !maps ? null
            : _kind.Moves() && _hooks.Pin(device) is not 0 and var unpinned ? $"{unpinned}"
            : _hooks.Map(device) is not 0 and var unmapped ? $"{unmapped}"
            : Refusal(new Operation.Map(Name(device), MapDirection.Bidirectional));
        if (refusal is not null)
        {
            _buffer.Apply(new Operation.Detach(Name(device)));
            return refusal;
        }

        _numbers[attached.Attachment!.Value] = _numbers.Count;
        return "0";
    }

    private string Map(char device, MapDirection direction, bool pins)
    {
        if (pins && Pin(device) is not "0" and var unpinned)
        {
            return unpinned;
        }

        string answer = MapAlone(device, direction);
        if (pins && answer[0] != '0')
        {
            _buffer.Apply(new Operation.Unpin(Name(device)));
        }

        return answer;
    }

    private string MapAlone(char device, MapDirection direction)
    {
        bool isLive = _buffer.View.Attachments.Last(a => a.Device == Name(device)).Mapping is not null;
        if (!isLive && _hooks.Map(device) is not 0 and var refused)
        {
            return $"{refused}";
        }

        StepResult result = _buffer.Apply(new Operation.Map(Name(device), direction));
        return result.Mapping is { } made && _kind.Moves() ? $"0@{Place(made)}" : $"{Number(result.Errno)}";
    }

    private static ulong Place(Mapping made) => ((made.Table.Segments[0].AddressBytes >> PageSize.FourKiB.Shift) - FirstPfn) / PlacesApart;

    private string Pin(char device) => _kind.Moves() && _hooks.Pin(device) is not 0 and var refused
        ? $"{refused}"
        : Said(new Operation.Pin(Name(device)));

    private string Said(Operation operation) => $"{Number(_buffer.Apply(operation).Errno)}";

    private string? Refusal(Operation operation) => Said(operation) is not "0" and var refusal ? refusal : null;

    /// <summary>Devices that nothing limits, over one page: what is left is the life of the buffer.</summary>
    private Scenario Scenario()
    {
        Limits none = LimitKinds.All.Aggregate(Limits.Unset, (limits, kind) => limits.With(kind, kind.Unlimited()));
        int places = _kind.Moves() ? 2 : 1;
        return new Scenario
        {
            BufferSizeBytes = PageSize.FourKiB.Bytes,
            Memory = [.. Enumerable.Range(0, places).Select(i => new MemoryExtent(new PfnRun(FirstPfn + (PlacesApart * (ulong)i), 1), MemoryExtent.DefaultHeap))],
            Devices = [.. _importers.Select((letter, i) => new Device($"{i}", none) { Importer = Habit(letter == 'd') })],
            Exporter = new Exporter { Allocates = AllocationTime.Export, IsMovable = _kind.Moves() },
            Policy = Policy.Default with { Enforcement = Enforcement.Kernel },
        };
    }

    /// <summary>Whoever cannot move pins when it first maps, where there is something to pin; where the core keeps tables, importers do.</summary>
    private ImporterHabit Habit(bool moves) => (_kind, moves) switch
    {
        (ExporterKind.Caching, _) => ImporterHabit.CachesMapping,
        (ExporterKind.Plain, _) => ImporterHabit.MapsAroundUse,
        (_, true) => ImporterHabit.MovesOnNotice,
        (_, false) => ImporterHabit.Pins,
    };

    private static string Name(char device) => $"{device}";

    private static MapDirection Direction(char letter) => letter switch
    {
        'b' => MapDirection.Bidirectional,
        't' => MapDirection.ToDevice,
        'f' => MapDirection.FromDevice,
        _ => throw new ArgumentException($"no direction is called {letter}", nameof(letter)),
    };

    private static int Number(Errno errno) => errno switch
    {
        Errno.Ok => 0,
        Errno.Eperm => -1,
        Errno.Eio => -5,
        Errno.Enomem => -12,
        Errno.Eacces => -13,
        Errno.Efault => -14,
        Errno.Ebusy => -16,
        Errno.Enodev => -19,
        Errno.Einval => -22,
        Errno.Edeadlk => -35,
        Errno.Eopnotsupp => -95,
        _ => throw new ArgumentOutOfRangeException(nameof(errno)),
    };
}
