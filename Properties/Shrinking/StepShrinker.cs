using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Shrinking;

/// <summary>Simpler histories: fewer steps, and steps that say less.</summary>
internal static class StepShrinker
{
    /// <summary>Of so few steps any two are left out together.</summary>
    private const int FewSteps = 10;

    /// <summary>
    /// Without a run of steps: all, halves, quarters, … single ones; then without two that belong together, such as a map and its
    /// unmap, neither of which can go alone. O(steps²) candidates at most.
    /// </summary>
    public static IEnumerable<Scenario> Fewer(Scenario scenario)
    {
        ValueList<Step> steps = scenario.Steps;
        for (int length = steps.Count; length > 0; length /= 2)
        {
            for (int start = 0; start < steps.Count; start += length)
            {
                yield return scenario with { Steps = [.. steps.Take(start), .. steps.Skip(start + length)] };
            }
        }

        for (int i = 0; i < steps.Count; i++)
        {
            for (int j = i + 1; j < steps.Count; j++)
            {
                if (steps.Count <= FewSteps || BelongTogether(steps[i].Operation, steps[j].Operation))
                {
                    yield return scenario with { Steps = [.. steps.Where((_, k) => k != i && k != j)] };
                }
            }
        }
    }

    /// <summary>As many steps, one of which says less: both ways, of thread 0, with simpler limits.</summary>
    public static IEnumerable<Scenario> Plainer(Scenario scenario)
    {
        ValueList<Step> steps = scenario.Steps;
        if (steps.Any(step => step.Thread != 0))
        {
            yield return scenario with { Steps = [.. steps.Select(step => step with { Thread = 0 })] };
        }

        for (int i = 0; i < steps.Count; i++)
        {
            foreach (Step plainer in Plainer(steps[i], scenario.PageSize))
            {
                yield return scenario with { Steps = [.. steps.Take(i), plainer, .. steps.Skip(i + 1)] };
            }
        }
    }

    private static IEnumerable<Step> Plainer(Step step, PageSize pageSize)
    {
        IEnumerable<Step> operations = Plainer(step.Operation, pageSize).Select(operation => step with { Operation = operation });
        return step.Thread == 0 ? operations : operations.Prepend(step with { Thread = 0 });
    }

    private static IEnumerable<Operation> Plainer(Operation operation, PageSize pageSize) => operation switch
    {
        Operation.Map { Direction: not MapDirection.Bidirectional } map => [map with { Direction = MapDirection.Bidirectional }],
        Operation.TestMap { Direction: not MapDirection.Bidirectional } map => [map with { Direction = MapDirection.Bidirectional }],
        Operation.BeginCpuAccess { Writes: true } begin => [begin with { Writes = false }],
        Operation.DeviceUse { Snoops: true } use => [use with { Snoops = false }],
        Operation.ChangeLimits change =>
            LimitsShrinker.Simpler(change.Limits, pageSize).Select(limits => change with { Limits = limits }),
        _ => [],
    };

    /// <summary>Whether the later may be there because of the earlier.</summary>
    private static bool BelongTogether(Operation earlier, Operation later) => (earlier, later) switch
    {
        (Operation.Attach a, Operation.Detach b) => a.Device == b.Device,
        (Operation.Map a, Operation.Unmap b) => a.Device == b.Device,
        (Operation.Pin a, Operation.Unpin b) => a.Device == b.Device,
        (Operation.TestMap a, Operation.TestMap b) => a.Device == b.Device,
        (Operation.ChangeLimits a, Operation.ChangeLimits b) => a.Device == b.Device,
        (Operation.ExporterRefuses a, Operation.ExporterRefuses b) => a.Device == b.Device,
        (Operation.BeginCpuAccess, Operation.EndCpuAccess) => true,
        _ => false,
    };
}
