using System.Collections.Immutable;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Faults;

/// <summary>Defects of how a scenario is put to the voters: everybody answers the wrong question alike, and nobody is the odd one out.</summary>
public static class AskingFaults
{
    /// <summary>Whose defects these are: no voter's.</summary>
    public const string Everybody = "everybody";

    /// <summary>Heaps that are not looked at, and heaps that are looked at in the wrong way.</summary>
    public static ImmutableArray<SeededFault> All { get; } =
    [
        Of("first-device-only", "looks at the heaps of the first device and of no other", devices => [devices[0], .. devices.Skip(1).Select(AnyHeap)]),
        Of("first-heap-only", "takes the first heap of each list for the only one", devices => [.. devices.Select(FirstHeap)]),
    ];

    private static SeededFault Of(string name, string description, Func<ValueList<Device>, ValueList<Device>> misread) =>
        new($"question.heaps-{name}", Everybody, description, voters => voters with
        {
            Asking = scenario => Question.Of(scenario.Devices.Count == 0 ? scenario : scenario with { Devices = misread(scenario.Devices) }),
        })
        {
            Subject = LawSubject.Questions,
        };

    private static Device AnyHeap(Device device) => device with { Heaps = [] };

    private static Device FirstHeap(Device device) => device with { Heaps = [.. device.Heaps.Take(1)] };
}
