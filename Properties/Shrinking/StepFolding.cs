using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Shrinking;

/// <summary>
/// A step less, because something else says the same from the start: a device declares at once what it would change to, or the exporter allocates at
/// export what some step makes it allocate. Neither change alone need fail.
/// </summary>
internal static class StepFolding
{
    public static IEnumerable<Scenario> Simpler(Scenario scenario)
    {
        for (int i = 0; i < scenario.Steps.Count; i++)
        {
            Scenario without = scenario with { Steps = [.. scenario.Steps.Take(i), .. scenario.Steps.Skip(i + 1)] };
            if (scenario.Steps[i].Operation is Operation.ChangeLimits change && LimitChecks.Check(change.Limits, scenario.PageSize) is null)
            {
                yield return without with
                {
                    Devices = [.. scenario.Devices.Select(d => d.Name == change.Device ? d with { Limits = change.Limits, CatalogueEntry = null } : d)],
                };
            }

            if (scenario.Exporter.Allocates != AllocationTime.Export)
            {
                yield return without with { Exporter = scenario.Exporter with { Allocates = AllocationTime.Export } };
            }
        }
    }
}
