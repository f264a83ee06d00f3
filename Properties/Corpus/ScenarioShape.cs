using System.Numerics;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Properties.Corpus;

/// <summary>
/// What two failures have in common that are kept as one: where the storage is said to be and in how many pieces, doubling from bucket to
/// bucket; for each device which limits it sets, whether an IOMMU stands in front and whether it may bounce, in whatever order the devices
/// are; mode and policy; of a history which operations follow one another, and on how many threads. Numbers and names have no part: a limit
/// of 3 and one of 5 fail in the same way, or will when both are shrunk further.
/// </summary>
public static class ScenarioShape
{
    /// <summary>In one line, such as <c>layout of 2-3 runs; count, size | reach behind IOMMU; shared, mainline, strict, early</c>.</summary>
    public static string Of(Scenario scenario) => string.Join("; ", Parts(scenario));

    private static IEnumerable<string> Parts(Scenario scenario)
    {
        yield return (scenario.Layout, scenario.Memory.Count) switch
        {
            ({ } layout, _) => $"layout of {Bucket(layout.Runs.Count, "run")}",
            (null, > 0) => $"memory of {Bucket(scenario.Memory.Count, "extent")}",
            _ => "any layout",
        };
        yield return scenario.Devices.Count == 0
            ? "no device"
            : string.Join(" | ", scenario.Devices.Select(Device).Order(StringComparer.Ordinal));
        Policy policy = scenario.Policy;
        yield return $"{scenario.Mode}, {policy.Defaults}, {policy.Enforcement}, {policy.Splitting}".ToLowerInvariant();
        if (scenario.Steps.Count > 0)
        {
            yield return Steps(scenario.Steps);
        }
    }

    private static string Device(Device device)
    {
        string[] set = [.. LimitKinds.All.Where(kind => device.Limits[kind] is not null).Select(kind => kind.FieldName())];
        return (set.Length == 0 ? "no limit" : string.Join(", ", set))
            + (device.Iommu is null ? "" : " behind IOMMU")
            + (device.MayBounce ? " or bounced" : "");
    }

    /// <summary>The same operation several times in a row counts once.</summary>
    private static string Steps(ValueList<Step> steps)
    {
        string[] names = [.. steps.Select(step => step.Operation.Name())];
        int threads = steps.Select(step => step.Thread).Distinct().Count();
        return string.Join(" ", names.Where((name, i) => i == 0 || names[i - 1] != name)) + (threads == 1 ? "" : $" on {threads} threads");
    }

    /// <summary>1, 2-3, 4-7, 8-15 and so on.</summary>
    private static string Bucket(int count, string noun)
    {
        int least = 1 << BitOperations.Log2((uint)count);
        return least == 1 ? $"1 {noun}" : $"{least}-{(2L * least) - 1} {noun}s";
    }
}
