using DmabufVerify.Vocabulary;
using static DmabufVerify.Properties.Explaining.Fields.ScenarioField;

namespace DmabufVerify.Properties.Explaining.Fields;

/// <summary>What a step says beside its operation and its device. Threads are asked about only where there are several.</summary>
internal static class StepFields
{
    public static IEnumerable<ScenarioField> Of(Scenario scenario, Func<Battery> battery)
    {
        bool hasThreads = scenario.Steps.Any(step => step.Thread != 0);
        return scenario.Steps.SelectMany((step, i) =>
        {
            string path = $"steps[{i}]";
            IEnumerable<ScenarioField> fields = Of(step.Operation, path, i, scenario.PageSize, battery);
            return hasThreads ? fields.Append(Thread(path, i)) : fields;
        });
    }

    private static IEnumerable<ScenarioField> Of(Operation operation, string path, int index, PageSize pageSize, Func<Battery> battery)
    {
        Scenario With(Scenario scenario, Func<Operation, Operation> change) =>
            scenario with { Steps = Replaced(scenario.Steps, index, step => step with { Operation = change(step.Operation) }) };

        return operation switch
        {
            Operation.Map => [Choice<MapDirection>($"{path}.direction", (s, d) => With(s, o => (Operation.Map)o with { Direction = d }))],
            Operation.TestMap => [Choice<MapDirection>($"{path}.direction", (s, d) => With(s, o => (Operation.TestMap)o with { Direction = d }))],
            Operation.BeginCpuAccess => [Flag($"{path}.writes", (s, w) => With(s, o => (Operation.BeginCpuAccess)o with { Writes = w }))],
            Operation.CpuUse => [ReadOrWrite(path, (s, w) => With(s, o => (Operation.CpuUse)o with { Writes = w }))],
            Operation.DeviceUse =>
            [
                ReadOrWrite(path, (s, w) => With(s, o => (Operation.DeviceUse)o with { Writes = w })),
                Flag($"{path}.snoops", (s, snoops) => With(s, o => (Operation.DeviceUse)o with { Snoops = snoops })),
            ],
            Operation.ExporterRefuses => [Flag($"{path}.refuses", (s, r) => With(s, o => (Operation.ExporterRefuses)o with { Refuses = r }))],
            Operation.ChangeLimits change => LimitKinds.All.Select(kind => Some(
                $"{path}.{kind.FieldName()}",
                battery().Limit(kind, change.Limits[kind], pageSize).Append(0UL),
                (s, value) => With(s, o => (Operation.ChangeLimits)o with { Limits = ((Operation.ChangeLimits)o).Limits.With(kind, value) }))),
            _ => [],
        };
    }

    /// <summary>Reading and writing are two operations in a file. There are others, so that these are not all values.</summary>
    private static ScenarioField ReadOrWrite(string path, Func<Scenario, bool, Scenario> with) => Some($"{path}.op", [false, true], with);

    private static ScenarioField Thread(string path, int index) => Some(
        $"{path}.thread",
        Enumerable.Range(0, Scenario.MaxThreads),
        (s, thread) => s with { Steps = Replaced(s.Steps, index, step => step with { Thread = thread }) });
}
