using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>Limits that cannot be met together, each of them needed for that.</summary>
internal static class MinimalConflict
{
    /// <summary>
    /// Takes away one limit after the other that is not needed, until none is left to take. Where even without any limit there would be no
    /// way, since a page has no address on a bus at all, the newcomer's reach stands for that. Asks O(limits^2) times at worst.
    /// </summary>
    /// <param name="setup">For the policy.</param>
    /// <param name="devices">Who takes part.</param>
    /// <param name="newcomer">Whose limits are new.</param>
    /// <param name="canBeMet">Whether devices with these limits could be served.</param>
    public static ValueList<BitingLimit> Of(
        Setup setup, IReadOnlyCollection<Device> devices, string newcomer, Func<IReadOnlyCollection<Device>, bool> canBeMet)
    {
        BitingLimit[] all = [.. devices.DistinctBy(device => device.Name).SelectMany(device => Biting(setup, device))];
        List<BitingLimit> needed = [.. all];
        bool IsConflict(IEnumerable<BitingLimit> kept) => !canBeMet([.. devices.Select(device => Relaxed(device, all.Except(kept)))]);
        if (IsConflict([]))
        {
            return [Biting(setup, devices.First(device => device.Name == newcomer), LimitKind.AddressMask)];
        }

        // A kernel's join may do worse with a looser limit, so what one pass leaves is looked at again.
        while (needed.Find(limit => IsConflict(needed.Where(other => other != limit))) is { } superfluous)
        {
            needed.Remove(superfluous);
        }

        return [.. needed];
    }

    private static IEnumerable<BitingLimit> Biting(Setup setup, Device device)
    {
        ResolvedLimits limits = device.Limits.Resolve(setup.Scenario.Policy.Defaults);
        return LimitKinds.All
            .Where(kind => limits[kind] != kind.Unlimited())
            .Select(kind => Biting(setup, device, kind));
    }

    private static BitingLimit Biting(Setup setup, Device device, LimitKind kind) =>
        new(device.Name, kind, device.Limits.Resolve(setup.Scenario.Policy.Defaults)[kind], IsDefault: device.Limits[kind] is null);

    private static Device Relaxed(Device device, IEnumerable<BitingLimit> relaxed)
    {
        Limits limits = device.Limits;
        foreach (BitingLimit limit in relaxed.Where(limit => limit.Device == device.Name))
        {
            limits = limits.With(limit.Limit, limit.Limit.Unlimited());
        }

        return device with { Limits = limits };
    }
}
