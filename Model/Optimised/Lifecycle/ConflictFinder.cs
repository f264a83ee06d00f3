using System.Collections.Immutable;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <summary>
/// Minimal conflicts: limits that cannot be met together, though they could without any one of them. It starts from few pairs that are
/// enough, at most six for each bus offset or device in question, and drops what is not needed; so the number of questions does not grow
/// with the number of attachments.
/// </summary>
/// <remarks>A pair that is dropped leaves its device without that limit, not without its bus offset.</remarks>
internal sealed class ConflictFinder(
    Scenario scenario, Serving serving, Storages storages, MergedConstraints constraints, IReadOnlyList<DeviceState> devices)
{
    private readonly record struct Pair(DeviceProfile Profile, LimitKind Kind);

    /// <summary>Limits of one device that no storage at all can meet.</summary>
    public ValueList<BitingLimit> OfDevice(DeviceProfile profile) =>
        Minimise(PairsOf(profile), set => set.All(serving.CouldServe));

    /// <summary>Limits of devices of one bus offset that no storage can meet together.</summary>
    public ValueList<BitingLimit> OfBusOffset(int device, DeviceProfile profile) => Minimise(
        TightestPairs(device, profile, profile.Judge.BusOffsetBytes),
        set => MergedByOffset(set).All(serving.CouldServe));

    /// <summary>Limits that none of the candidates meets.</summary>
    public ValueList<BitingLimit> OfCandidates(int device, DeviceProfile profile)
    {
        IEnumerable<int> all = Enumerable.Range(0, storages.Count);
        return Minimise(
            [.. all.SelectMany(c => ReasonsAgainst(c, device, profile)).Distinct()],
            set => all.Any(c => Serves(c, set)));
    }

    /// <summary>Limits that present storage and the table made over it do not meet.</summary>
    public ValueList<BitingLimit> OfStorage(int storage, SegmentTable? madeTable, int device, DeviceProfile profile)
    {
        List<Pair> suspects = ReasonsAgainst(storage, device, profile);
        return Minimise(
            suspects.Count > 0 ? suspects : PairsOf(profile),
            set => Serves(storage, set) && (madeTable is null
                || set.All(p => p.Device.Name != profile.Device.Name || serving.Fits(madeTable, p))));
    }

    /// <summary>Pairs that are enough to rule a candidate out; none where it serves everybody.</summary>
    private List<Pair> ReasonsAgainst(int candidate, int device, DeviceProfile profile)
    {
        if (!storages.Serves(candidate, profile))
        {
            return PairsOf(profile);
        }

        if (storages.FirstUnserved(candidate, device) is { } unserved)
        {
            return PairsOf(devices[unserved].Profile);
        }

        return storages.ServesAllWith(candidate, device, profile) ? [] : TightestPairs(device, profile);
    }

    private bool Serves(int candidate, IReadOnlyList<DeviceProfile> set)
    {
        PagedBuffer buffer = storages[candidate];
        return set.All(p => serving.Serves(p, buffer))
            && (!storages.OneTableForAll || serving.HasOneTable(buffer, MergedByOffset(set).AsSpan()));
    }

    private ValueList<BitingLimit> Minimise(List<Pair> pairs, Func<IReadOnlyList<DeviceProfile>, bool> isFeasible)
    {
        DeviceProfile[] all = [.. pairs.Select(p => p.Profile).Distinct()];
        bool IsFeasible(IEnumerable<Pair> kept) => isFeasible([.. all.Select(p => OnlyWith(p, kept))]);

        if (pairs.Count > 0 && !IsFeasible([]))
        {
            // No limit is to blame: a page has no address on some device's bus.
            DeviceProfile outside = all.FirstOrDefault(p => !isFeasible([OnlyWith(p, [])])) ?? all[0];
            return [Biting(new(outside, LimitKind.AddressMask))];
        }

        // Bouncing and joining can do better with a tighter limit, so what was needed once is asked again after each that is dropped.
        for (int i = 0; i < pairs.Count; i++)
        {
            if (!IsFeasible(pairs.Where((_, k) => k != i)))
            {
                pairs.RemoveAt(i);
                i = -1;
            }
        }

        return new([.. pairs.Select(Biting)]);
    }

    private List<Pair> TightestPairs(int device, DeviceProfile profile, long? onlyOffset = null) =>
    [
        .. constraints.TightestPairs(device, profile, onlyOffset)
            .Select(pair => new Pair(pair.Device == device ? profile : devices[pair.Device].Profile, pair.Kind)),
    ];

    /// <summary>The reach is one of them even where it is unlimited, since a bus offset can keep a page out of it.</summary>
    private static List<Pair> PairsOf(DeviceProfile profile) =>
    [
        .. LimitKinds.All
            .Where(kind => kind == LimitKind.AddressMask || profile.Resolved[kind] != kind.Unlimited())
            .Select(kind => new Pair(profile, kind)),
    ];

    private DeviceProfile OnlyWith(DeviceProfile profile, IEnumerable<Pair> kept)
    {
        Limits limits = Limits.Unset;
        foreach (LimitKind kind in LimitKinds.All)
        {
            limits = limits.With(kind, kept.Contains(new(profile, kind)) ? profile.Resolved[kind] : kind.Unlimited());
        }

        return profile.With(limits, scenario.Policy);
    }

    private static ImmutableArray<Judge> MergedByOffset(IReadOnlyList<DeviceProfile> set) =>
    [
        .. set.Where(p => p.CanShare).GroupBy(p => p.Judge.BusOffsetBytes).Select(group => group.Select(p => p.Judge)
            .Aggregate((a, b) => a with { Limits = LimitMerge.Tightest(a.Limits, b.Limits) })),
    ];

    private static BitingLimit Biting(Pair pair) => new(
        pair.Profile.Device.Name, pair.Kind, pair.Profile.Resolved[pair.Kind], pair.Profile.Device.Limits[pair.Kind] is null);
}
