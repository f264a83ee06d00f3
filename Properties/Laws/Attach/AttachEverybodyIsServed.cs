using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Spec.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Attach;

/// <summary>
/// Who is attached can use the buffer (thread T4): its limits are such as a device can have (F11, F12, F21), some storage could do for everybody (F8, F9,
/// D7.3), and the exporter's own does (F15, F23).
/// </summary>
internal static class AttachEverybodyIsServed
{
    public static Law Law { get; } = TraceLaws.OfEachStep(
        "Attach.EverybodyIsServed", "attached(s, d) => legal(limits(d)); serves(storage(s), attached(s))", Check);

    private static LawResult Check(StepCase c)
    {
        BufferView after = c.Step.After;
        bool maySpoilIt = c.Operation is Operation.Attach or Operation.ChangeLimits || c.Step.Before.Storage != after.Storage;
        if (!c.IsOk || !maySpoilIt || after.Attachments.Count == 0)
        {
            return LawResult.NotApplicable;
        }

        ValueList<Device> attached = DeclaredLimits.Attached(after, c.Devices);
        if (attached.Select(d => (d.Name, Problem: LimitChecks.Check(d.Limits, c.Scenario.PageSize))).FirstOrDefault(d => d.Problem is not null) is { Name: { } name } bad)
        {
            return c.Violated("limits are legal", bad.Problem!.Accepted, $"{name}.{bad.Problem.Kind.FieldName()} = {StepWords.Of((object?)bad.Problem.Value)}");
        }

        return LawResult.Worst(
        [
            Holds(c, "struct page where it is needed", c.Scenario.Exporter.HasPages || !attached.Any(d => d.NeedsPages)),
            Holds(c, "some storage could do", Feasibility.CouldBeServed(c.Scenario, attached)),
            after.Storage is { } storage
                ? Holds(c, "the storage serves everybody", Feasibility.IsServed(c.Scenario, storage, CachedTables.InUse(c, after), attached))
                : Holds(c, "the exporter can allocate for everybody", Feasibility.HasCandidate(c.Scenario, attached)),
        ]);
    }

    private static LawResult Holds(StepCase c, string conjunct, bool holds) => holds
        ? LawResult.Holds
        : c.Violated(conjunct, "yes", $"no, for {string.Join(", ", c.Step.After.Attachments.Select(a => a.Device))}");
}
