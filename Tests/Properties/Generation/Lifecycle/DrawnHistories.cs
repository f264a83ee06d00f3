using DmabufVerify.Properties.Generation;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Generation.Lifecycle;

/// <summary>Drawn scenarios with steps, and what to look for in the order of their steps.</summary>
internal static class DrawnHistories
{
    private static readonly ScenarioGenerator Generator = new(GeneratorSettings.Default, RealData.Shipped);

    /// <summary>As a run draws them: seeds that have nothing to do with one another.</summary>
    public static IEnumerable<Scenario> Draw(int count) =>
        Enumerable.Range(0, count).Select(i => Generator.Draw(Regime.Lifecycle, (ulong)i * 0x9e3779b97f4a7));

    public static bool IsExport(Operation operation) => operation is Operation.Export;

    public static bool IsAttach(Operation operation) => operation is Operation.Attach;

    public static bool IsDetach(Operation operation) => operation is Operation.Detach;

    public static bool IsMap(Operation operation) => operation is Operation.Map;

    public static bool IsGet(Operation operation) => operation is Operation.GetConstraints;

    public static bool IsRecalc(Operation operation) => operation is Operation.RecalcConstraints;

    public static bool IsQuestion(Operation operation) => IsGet(operation) || IsRecalc(operation);

    public static Func<Operation, bool> Attach(Device device) => operation => operation is Operation.Attach one && one.Device == device.Name;

    public static Func<Operation, bool> Detach(Device device) => operation => operation is Operation.Detach one && one.Device == device.Name;

    public static Func<Operation, bool> Map(Device device) => operation => operation is Operation.Map one && one.Device == device.Name;

    public static Func<Operation, bool> Unmap(Device device) => operation => operation is Operation.Unmap one && one.Device == device.Name;

    public static Func<Operation, bool> Refuses(Device device) =>
        operation => operation is Operation.ExporterRefuses { Refuses: true } one && one.Device == device.Name;

    public static Func<Operation, bool> Changes(Device device, Func<Limits, bool> to) =>
        operation => operation is Operation.ChangeLimits one && one.Device == device.Name && to(one.Limits);

    public static Func<Operation, bool> JoinsOrTightens(Device device) =>
        operation => Attach(device)(operation) || Changes(device, _ => true)(operation);

    /// <summary>Whether there are such steps in this order, others between them or not.</summary>
    public static bool InOrder(Scenario scenario, params Func<Operation, bool>[] wanted)
    {
        int found = 0;
        foreach (Step step in scenario.Steps)
        {
            found += found < wanted.Length && wanted[found](step.Operation) ? 1 : 0;
        }

        return found == wanted.Length;
    }

    /// <summary>Whether there are such steps in this order before the first map.</summary>
    public static bool FirstMapAfter(Scenario scenario, params Func<Operation, bool>[] wanted) =>
        scenario.Steps.Any(step => IsMap(step.Operation))
        && InOrder(scenario with { Steps = [.. scenario.Steps.TakeWhile(step => !IsMap(step.Operation))] }, wanted);

    /// <summary>Whether constraints are asked for when everybody has left, or before anybody came.</summary>
    public static bool NobodyAsked(Scenario scenario)
    {
        int attached = 0;
        bool isExported = false;
        foreach (Step step in scenario.Steps)
        {
            isExported |= IsExport(step.Operation);
            attached += IsAttach(step.Operation) ? 1 : IsDetach(step.Operation) && attached > 0 ? -1 : 0;
            if (isExported && attached == 0 && IsGet(step.Operation))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Two devices, in either order.</summary>
    public static IEnumerable<(Device One, Device Other)> Pairs(Scenario scenario) =>
        from one in scenario.Devices
        from other in scenario.Devices
        where one != other
        select (one, other);
}
