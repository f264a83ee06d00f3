using System.Text.RegularExpressions;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;

namespace DmabufVerify.Cli.Capture.Buffers;

/// <summary>An attached device as a device of a scenario. All that is known of it is its name.</summary>
public static partial class AttachedDevice
{
    /// <summary>
    /// Under its dev_name; with the limits of the catalogue's entry of that name, be it with a unit address before it or an instance behind it
    /// (fe9b0000.codec, vimc.0: drivers/of/device.c, drivers/base/platform.c). Else with every limit unset.
    /// </summary>
    /// <param name="name">dev_name.</param>
    public static Device Of(string name)
    {
        string[] names = [name, Plain().Match(name).Groups["plain"].Value];
        string? entry = Array.Find(names, DeviceCatalogue.Shipped.Limits.ContainsKey);
        return entry is null ? new Device(name, Limits.Unset) : DeviceCatalogue.Shipped.Find(entry).Value!.ToDevice(name);
    }

    [GeneratedRegex(@"^([0-9a-f]+\.)?(?<plain>.*?)(\.[0-9]+(\.auto)?)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Plain();
}
