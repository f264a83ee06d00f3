using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Spec.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Attach;

/// <summary>The limits that a refusal names are a conflict, and without any one of them there is none.</summary>
internal static class AttachConflictIsMinimal
{
    public static Law Law { get; } = TraceLaws.OfEachStep(
        "Attach.ConflictIsMinimal", "infeasible(conflict) and feasible(conflict - p) for all p in conflict", Check);

    private static LawResult Check(StepCase c)
    {
        if (c.Operation is not Operation.Attach attach || c.Result.Grounds is not { Limits.Count: > 0 } grounds || grounds.Kind == GroundsKind.InvalidLimit)
        {
            return LawResult.NotApplicable;
        }

        ValueList<Device> devices = [.. DeclaredLimits.Attached(c.Step.Before, c.Devices), c.Device(attach.Device)];
        Func<ValueList<Device>, bool> isInfeasible = QuestionOf(c, devices);
        if (!isInfeasible(With(devices, grounds.Limits)))
        {
            return c.Violated("the limits conflict", "infeasible", $"feasible with {Names(grounds.Limits)} alone");
        }

        // Where a page has no address on a bus whatever the limits are, the reach stands for the bus offset and cannot be left out.
        BitingLimit? needless = isInfeasible(With(devices, [])) ? null
            : grounds.Limits.FirstOrDefault(left => isInfeasible(With(devices, [.. grounds.Limits.Where(l => l != left)])));
        return needless is null
            ? LawResult.Holds
            : c.Violated("every limit is needed", $"feasible without {Names([needless])}", $"infeasible: {Names(grounds.Limits)}");
    }

    /// <summary>The first question to which the answer is no for the devices as they are: the refusal is about that one.</summary>
    private static Func<ValueList<Device>, bool> QuestionOf(StepCase c, ValueList<Device> devices) =>
        !Feasibility.CouldBeServed(c.Scenario, devices) ? set => !Feasibility.CouldBeServed(c.Scenario, set)
        : c.Step.Before.Storage is { } storage
            ? set => !Feasibility.IsServed(c.Scenario, storage, CachedTables.InUse(c, c.Step.Before), set)
        : set => !Feasibility.HasCandidate(c.Scenario, set);

    /// <summary>Devices that declare nothing but some limits; all else unlimited.</summary>
    private static ValueList<Device> With(ValueList<Device> devices, ValueList<BitingLimit> limits) =>
    [
        .. devices.Select(d => d with
        {
            Limits = LimitKinds.All.Aggregate(Limits.Unset, (all, kind) => all.With(
                kind, limits.FirstOrDefault(l => l.Device == d.Name && l.Limit == kind)?.Value ?? kind.Unlimited())),
        }),
    ];

    private static string Names(ValueList<BitingLimit> limits) => string.Join(", ", limits.Select(l => $"{l.Device}.{l.Limit.FieldName()}"));
}
