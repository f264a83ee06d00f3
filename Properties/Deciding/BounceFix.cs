using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Deciding;

/// <summary>A device that is out of reach of the storage, and that could use it if data were copied for it: a way out that is no longer zero-copy.</summary>
/// <param name="Device">Who would have to bounce.</param>
/// <param name="Copying">What would be copied; <see langword="null"/> where that depends on storage that is yet to be found.</param>
public sealed record BounceFix(string Device, Copying? Copying)
{
    /// <summary>
    /// One for each device with its reach in the core that must not bounce, if letting it bounce is enough alone. Each is replayed: the second
    /// opinion says sat as well. None where there is no storage to bounce from.
    /// </summary>
    /// <param name="scenario">Unsatisfiable.</param>
    /// <param name="core">A minimal conflict.</param>
    /// <param name="rules">Who is asked.</param>
    /// <param name="secondOpinion">Another voter.</param>
    public static ValueList<BounceFix> All(Scenario scenario, ValueList<CorePair> core, IRules rules, Func<Scenario, Verdict> secondOpinion) =>
        scenario is { Layout: null, Memory.Count: 0 }
            ? []
            :
            [
                .. from device in scenario.Devices
                   where device is { Iommu: null, MayBounce: false }
                       && core.Any(p => p.Device == device.Name && p.Limit == LimitKind.AddressMask)
                   let bouncing = scenario.WithBounce(device.Name)
                   where rules.Verdict(bouncing) == Verdict.Sat && secondOpinion(bouncing) == Verdict.Sat
                   select new BounceFix(device.Name, CopyingOf(bouncing, device.Name, rules)),
            ];

    private static Copying? CopyingOf(Scenario scenario, string device, IRules rules) =>
        DeviceTable.All(Question.Of(scenario), rules, maxSegments: 0).FirstOrDefault(t => t.Device == device)?.Copying;
}
