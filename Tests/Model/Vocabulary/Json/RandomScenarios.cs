using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Vocabulary.Json;

/// <summary>Legal scenarios that use every field and the ends of every range; the same ones for the same seed.</summary>
internal sealed class RandomScenarios(int seed)
{
    private static readonly string[] Names = ["display", "gpu", "vc4+hdmi", "Übertragung", "a b\"c\\d", "\U0001f4fa"];

    private readonly Random _random = new(seed);

    private readonly RandomLives _lives = new(seed);

    public Scenario Next()
    {
        var pageSize = new PageSize(4096UL << _random.Next(5));
        Layout? layout = _random.Next(3) == 0 ? null : NextLayout(pageSize);
        UInt128 room = layout is null
            ? Scenario.MaxBufferSizeBytes
            : ((UInt128)layout.Pages << pageSize.Shift) - layout.OffsetBytes;
        bool hasSteps = _random.Next(3) == 0;
        ulong most = hasSteps ? Scenario.MaxPagesWithSteps << pageSize.Shift : Scenario.MaxBufferSizeBytes;
        ulong largest = (ulong)UInt128.Min(room, most);
        var scenario = new Scenario
        {
            PageSize = pageSize,
            BufferSizeBytes = _random.Next(4) == 0 ? largest : 1 + (NextUInt64() % largest),
            Layout = layout,
            Devices = new([.. Names.Take(_random.Next(Names.Length + 1)).Select(name => NextDevice(name, pageSize, mayHaveHeaps: !hasSteps))]),
            Mode = Pick<SharingMode>(),
            Policy = new(Pick<DefaultsPolicy>(), Pick<Enforcement>(), Pick<Splitting>()),
        };
        return hasSteps ? _lives.Lead(scenario) : scenario;
    }

    private Layout NextLayout(PageSize pageSize)
    {
        ulong end = 1UL << (64 - pageSize.Shift);
        ulong slot = end / 16;
        int[] slots = [.. Enumerable.Range(0, 16)];
        _random.Shuffle(slots);
        PfnRun[] runs = [.. slots.Take(_random.Next(1, 17)).Select(s => NextRun((ulong)s * slot, slot))];
        return new Layout(NextUInt64() % pageSize.Bytes, new([.. runs]));
    }

    private PfnRun NextRun(ulong first, ulong room)
    {
        if (_random.Next(4) == 0)
        {
            return new(first, room);
        }

        ulong skip = NextUInt64() % room;
        return new(first + skip, 1 + (NextUInt64() % (room - skip)));
    }

    private Device NextDevice(string name, PageSize pageSize, bool mayHaveHeaps)
    {
        Limits limits = Limits.Unset;
        foreach (LimitKind kind in LimitKinds.All)
        {
            limits = limits.With(kind, NextLimit(kind, pageSize));
        }

        return new Device(name, limits)
        {
            CatalogueEntry = _random.Next(3) == 0 ? "entry" : null,
            BusOffsetBytes = _random.Next(2) == 0 ? 0 : (_random.NextInt64() >> pageSize.Shift << pageSize.Shift) * (_random.Next(2) == 0 ? 1 : -1),
            Iommu = _random.Next(3) == 0 ? new Iommu(Names[_random.Next(Names.Length)], 1UL << _random.Next(pageSize.Shift + 1)) : null,
            Heaps = mayHaveHeaps ? [.. Names.Skip(_random.Next(2 * Names.Length))] : [],
        };
    }

    private ulong? NextLimit(LimitKind kind, PageSize pageSize) => _random.Next(3) switch
    {
        0 => null,
        1 => kind.Unlimited(),
        _ => kind switch
        {
            LimitKind.SegmentBoundaryMask => ulong.MaxValue >> _random.Next(65 - pageSize.Shift),
            LimitKind.VirtBoundaryMask or LimitKind.MinAlignMask => ulong.MaxValue >> _random.Next(64),
            LimitKind.MaxSegmentSize => Math.Max(pageSize.Bytes, NextUInt64()),
            _ => Math.Max(1, NextUInt64()),
        },
    };

    /// <summary>Small and large numbers alike.</summary>
    private ulong NextUInt64() => (ulong)_random.NextInt64() >> _random.Next(64);

    private T Pick<T>()
        where T : struct, Enum => Enum.GetValues<T>()[_random.Next(Enum.GetValues<T>().Length)];
}
