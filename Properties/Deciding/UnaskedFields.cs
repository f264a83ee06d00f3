using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Deciding;

/// <summary>Fields that a scenario has and its question does not ask about.</summary>
public static class UnaskedFields
{
    /// <summary>
    /// Paths of heaps of devices where no storage is to be found: over a layout, and without one where nobody chose storage, which heap it is of says
    /// nothing.
    /// </summary>
    public static IEnumerable<string> Of(Scenario scenario) => scenario is { Layout: null, Memory.Count: > 0 }
        ? []
        : scenario.Devices.Select((device, i) => (device, i)).Where(d => d.device.Heaps.Count > 0).Select(d => $"devices[{d.i}].heaps");
}
