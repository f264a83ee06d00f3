using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Vocabulary.Json;

/// <summary>Memory, an exporter, habits and steps of every kind for a scenario; the same ones for the same seed.</summary>
internal sealed class RandomLives(int seed)
{
    private static readonly string[] Heaps = [MemoryExtent.DefaultHeap, "cma", "a \"heap\" & more", "\U0001f4fa"];

    private readonly Random _random = new(seed);

    public Scenario Lead(Scenario scenario) => scenario with
    {
        Memory = scenario.Layout is null || Flip() ? NextMemory(scenario.PageSize) : [],
        Exporter = new()
        {
            Allocates = Pick<AllocationTime>(),
            Tables = Pick<ExporterTables>(),
            IsMovable = Flip(),
            HasPages = Flip(),
            HooksReadConstraints = Flip(),
        },
        Devices = [.. scenario.Devices.Select(d => d with
        {
            Access = Pick<DeviceAccess>(),
            Importer = Pick<ImporterHabit>(),
            MayBounce = Flip(),
            NeedsPages = Flip(),
        })],
        Steps = [.. Enumerable.Range(0, _random.Next(20)).Select(_ => new Step(NextOperation(scenario.Devices), NextThread()))],
    };

    /// <summary>Extents in slots of a sixteenth of memory each, the last one up to the last byte.</summary>
    private ValueList<MemoryExtent> NextMemory(PageSize pageSize)
    {
        ulong slot = 1UL << (60 - pageSize.Shift);
        int[] slots = [.. Enumerable.Range(0, 16)];
        _random.Shuffle(slots);
        return
        [
            .. slots.Take(_random.Next(1, 5)).Select(s =>
            {
                ulong skip = Flip() ? 0 : (ulong)_random.NextInt64((long)slot);
                ulong pages = Flip() ? slot - skip : 1 + (ulong)_random.NextInt64((long)(slot - skip));
                return new MemoryExtent(new PfnRun(((ulong)s * slot) + skip, pages), Heaps[_random.Next(Heaps.Length)]);
            }),
        ];
    }

    private int NextThread() => Flip() ? 0 : _random.Next(Scenario.MaxThreads);

    private Operation NextOperation(ValueList<Device> devices)
    {
        int kind = _random.Next(devices.Count == 0 ? 7 : 18);
        string device = devices.Count == 0 ? "" : devices[_random.Next(devices.Count)].Name;
        return kind switch
        {
            0 => new Operation.Export(),
            1 => new Operation.Move(),
            2 => new Operation.BeginCpuAccess(Flip()),
            3 => new Operation.EndCpuAccess(),
            4 => new Operation.CpuUse(Flip()),
            5 => new Operation.GetConstraints(),
            6 => new Operation.RecalcConstraints(),
            7 => new Operation.Attach(device),
            8 => new Operation.Detach(device),
            9 => new Operation.Map(device, Pick<MapDirection>()),
            10 => new Operation.Unmap(device),
            11 => new Operation.TestMap(device, Pick<MapDirection>()),
            12 => new Operation.Pin(device),
            13 => new Operation.Unpin(device),
            14 or 15 => new Operation.DeviceUse(device, Flip(), Flip()),
            16 => new Operation.ExporterRefuses(device, Flip()),
            _ => new Operation.ChangeLimits(device, NextLimits()),
        };
    }

    /// <summary>Any numbers, legal or not.</summary>
    private Limits NextLimits()
    {
        Limits limits = Limits.Unset;
        foreach (LimitKind kind in LimitKinds.All)
        {
            ulong? value = _random.Next(4) switch
            {
                0 => null,
                1 => 0,
                2 => ulong.MaxValue,
                _ => (ulong)_random.NextInt64() >> _random.Next(64),
            };
            limits = limits.With(kind, value);
        }

        return limits;
    }

    private bool Flip() => _random.Next(2) == 0;

    private T Pick<T>()
        where T : struct, Enum => Enum.GetValues<T>()[_random.Next(Enum.GetValues<T>().Length)];
}
