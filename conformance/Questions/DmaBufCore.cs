namespace DmabufVerify.Conformance.Questions;

/// <summary>
/// What an importer may ask of a dma-buf, step by step, and what drivers/dma-buf/dma-buf.c (6.1) answers: enough to draw sequences that can be asked,
/// and to tell which of the core's ways the model does not follow.
/// </summary>
/// <param name="kind">The exporter.</param>
/// <param name="importers">A letter for each device: s static, d dynamic.</param>
internal sealed class DmaBufCore(ExporterKind kind, string importers)
{
    /// <summary>Devices that the module has.</summary>
    public const int MostDevices = 8;

    /// <summary>Attachments, mappings of one and CPU accesses that live at once; the module keeps so many.</summary>
    private const int Most = 16;

    private const int Ebusy = -16;

    private readonly List<CoreAttachment> _attachments = [];
    private readonly ExporterHooks _hooks = new();
    private int _attaches;
    private int _pins;
    private int _place;
    private int _accesses;

    /// <summary>Whether the exporter was asked for a second mapping of an attachment, and said something else than the live one would be.</summary>
    public bool MappedAnew { get; private set; }

    /// <summary>Whether a CPU access began while one was open.</summary>
    public bool Nested { get; private set; }

    /// <summary>How often the core warned: dma_buf_pin and dma_buf_unpin are for importers with move_notify.</summary>
    public int Warnings { get; private set; }

    /// <summary>Whether the step can be asked now.</summary>
    public bool MayAsk(string step) => step[0] switch
    {
        'r' or 'o' => step.Length == 2 || step[1] - '0' < importers.Length,
        'b' => _accesses < Most,
        'e' => _accesses > 0,

        // Whether storage moves while the CPU uses it is the exporter's affair.
        'v' => kind.Moves() && _accesses == 0,
        'a' => _attachments.Count < Most,
        'd' => Latest(step[1]) is { Live.Count: 0, Pins: 0 },
        'm' => Latest(step[1]) is { Live.Count: < Most },
        'u' => Latest(step[1]) is { Live.Count: > 0 },
        'p' => Latest(step[1]) is { Pins: < Most },
        'q' => Latest(step[1]) is { Pins: > 0 },
        _ => false,
    };

    /// <summary>Takes a step that can be asked.</summary>
    public string Take(string step)
    {
        switch (step[0])
        {
            case 'r' or 'o':
                _hooks.Take(step);
                return "0";
            case 'b':
                Nested |= _accesses > 0;
                _accesses += _hooks.BeginCpuAccess == 0 ? 1 : 0;
                return $"{_hooks.BeginCpuAccess}";
            case 'e':
                _accesses -= _hooks.EndCpuAccess == 0 ? 1 : 0;
                return $"{_hooks.EndCpuAccess}";
            case 'v':
                return Move();
            case 'a':
                return $"{Attach(step[1])}";
            default:
                return OfAttachment(Latest(step[1])!, step);
        }
    }

    private string OfAttachment(CoreAttachment one, string step)
    {
        switch (step[0])
        {
            case 'd':
                _pins -= one.HoldsPin ? 1 : 0;
                _attachments.Remove(one);
                return "0";
            case 'm':
                return Map(one, step[2]) is not 0 and var errno ? $"{errno}" : kind.Moves() ? $"0@{_place}" : "0";
            case 'u':
                one.Live.Pop();
                _pins -= kind.PinsAtMap(one.Moves) ? 1 : 0;
                return "0";
            case 'p':
                return $"{Pin(one)}";
            default:
                Warnings += one.Moves ? 0 : 1;
                one.Pins--;
                _pins--;
                return "0";
        }
    }

    private int Attach(char device)
    {
        bool moves = importers[device - '0'] == 'd';
        bool maps = kind.MapsAtAttach(moves);
        int errno = _hooks.Attach(device) is not 0 and var refused ? refused
            : maps && kind.Moves() && _hooks.Pin(device) is not 0 and var unpinned ? unpinned
            : maps ? _hooks.Map(device)
            : 0;
        if (errno == 0)
        {
            _attachments.Add(new(device, moves, _attaches++) { Cached = maps ? 'b' : null, HoldsPin = maps && kind.Moves() });
            _pins += maps && kind.Moves() ? 1 : 0;
        }

        return errno;
    }

    private int Map(CoreAttachment one, char direction)
    {
        if (one.Cached is { } cached)
        {
            if (cached != direction && cached != 'b')
            {
                return Ebusy;
            }

            one.Live.Push(direction);
            return 0;
        }

        bool pins = kind.PinsAtMap(one.Moves);
        if (pins && _hooks.Pin(one.Device) is not 0 and var unpinned)
        {
            return unpinned;
        }

        int refused = _hooks.Map(one.Device);
        MappedAnew |= one.Live.Count > 0 && (refused != 0 || (one.Live.Last() is var first && first != direction && first != 'b'));
        if (refused == 0)
        {
            _pins += pins ? 1 : 0;
            one.Cached = kind == ExporterKind.Caching ? direction : null;
            one.Live.Push(direction);
        }

        return refused;
    }

    private int Pin(CoreAttachment one)
    {
        Warnings += one.Moves ? 0 : 1;
        int errno = kind.Moves() ? _hooks.Pin(one.Device) : 0;
        one.Pins += errno == 0 ? 1 : 0;
        _pins += errno == 0 ? 1 : 0;
        return errno;
    }

    private string Move()
    {
        if (_pins > 0)
        {
            return $"{Ebusy}";
        }

        // dma_buf_attach puts the newcomer at the head of the list that dma_buf_move_notify walks.
        CoreAttachment[] told = [.. _attachments.Where(one => one.Moves).Reverse()];
        Array.ForEach(told, one => one.Live.Clear());
        _place = 1 - _place;
        return told.Length == 0 ? "0" : $"0:{string.Join(',', told.Select(one => one.Number))}";
    }

    private CoreAttachment? Latest(char device) => _attachments.FindLast(one => one.Device == device);

    private sealed class CoreAttachment(char device, bool moves, int number)
    {
        public char Device { get; } = device;

        /// <summary>Whether its importer has move_notify.</summary>
        public bool Moves { get; } = moves;

        public int Number { get; } = number;

        /// <summary>Direction of the table that the core keeps until detach.</summary>
        public char? Cached { get; set; }

        /// <summary>Whether the core pinned at attach.</summary>
        public bool HoldsPin { get; init; }

        /// <summary>Pins that the importer asked for.</summary>
        public int Pins { get; set; }

        /// <summary>Directions of what is mapped, the latest first.</summary>
        public Stack<char> Live { get; } = new();
    }
}
