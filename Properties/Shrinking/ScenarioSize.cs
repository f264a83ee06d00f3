using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Shrinking;

/// <summary>How much a reader has to take in of a scenario.</summary>
/// <param name="Devices">Devices.</param>
/// <param name="Runs">Runs of the layout and extents of memory.</param>
/// <param name="Pages">Pages that the buffer takes, those of which it has a part included.</param>
/// <param name="Steps">Steps of a history.</param>
/// <param name="Limits">Limits that devices and steps declare.</param>
public sealed record ScenarioSize(int Devices, int Runs, ulong Pages, int Steps, int Limits)
{
    /// <summary>All together: what compares two scenarios that show the same.</summary>
    public ulong Sum => (ulong)(Devices + Runs + Steps + Limits) + Pages;

    /// <summary>The size of a scenario.</summary>
    public static ScenarioSize Of(Scenario scenario) => new(
        scenario.Devices.Count,
        (scenario.Layout?.Runs.Count ?? 0) + scenario.Memory.Count,
        (ulong)((scenario.BufferSizeBytes + (UInt128)(scenario.Layout?.OffsetBytes ?? 0) + scenario.PageSize.Bytes - 1) >> scenario.PageSize.Shift),
        scenario.Steps.Count,
        scenario.Devices.Select(d => d.Limits).Concat(scenario.Steps.Select(s => s.Operation).OfType<Operation.ChangeLimits>().Select(c => c.Limits))
            .Sum(limits => LimitKinds.All.Count(kind => limits[kind] is not null)));
}
