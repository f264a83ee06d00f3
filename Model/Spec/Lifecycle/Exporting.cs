using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>Export, and what the exporter does by itself.</summary>
internal static class Exporting
{
    public static Outcome Export(BufferState state)
    {
        if (state.IsExported)
        {
            return Outcome.Refused(state, Errno.Ebusy, GroundsKind.AlreadyExported);
        }

        ValueList<Layout> candidates = StorageCandidates.Of(state.Scenario);
        BufferState exported = state with { IsExported = true, Candidates = candidates };
        return state.Scenario.Exporter.Allocates == AllocationTime.FirstMap ? new Outcome(exported, StepResult.Ok)
            : candidates.Count == 0 ? Outcome.Refused(state, Errno.Enomem, GroundsKind.NoStorage)
            : new Outcome(exported with { Storage = candidates[0] }, StepResult.Ok);
    }

    /// <summary>The state once there is storage: the first candidate that serves everybody attached; <see langword="null"/> without one.</summary>
    public static BufferState? WithStorage(BufferState state) =>
        state.Storage is not null ? state
        : Feasibility.FirstCandidate(state.Scenario, state.Candidates, state.Attached) is { } storage ? state with { Storage = storage }
        : null;

    public static Outcome Refuse(BufferState state, string device, bool refuses)
    {
        IEnumerable<string> others = state.Refused.Where(name => name != device);
        return new Outcome(state with { Refused = refuses ? [.. others, device] : [.. others] }, StepResult.Ok);
    }

    /// <summary>What a hook that looks at the constraints sees of a state.</summary>
    public static ValueList<HookView> Look(BufferState state, ExporterHook hook, string device)
    {
        Constraints constraints = MergedConstraints.Of(state);
        return state.Scenario.Exporter.HooksReadConstraints ? [new HookView(hook, device, constraints, constraints)] : [];
    }
}
