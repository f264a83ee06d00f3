using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>Rules 3 and 4 of attach: whether everybody in a state can be served, and where the storage has to go for it.</summary>
internal static class Fitting
{
    /// <param name="Refusal">Why not; <see langword="null"/> when it can be.</param>
    /// <param name="MoveTo">Where the storage must move to; <see langword="null"/> when it can stay.</param>
    public readonly record struct Fit(StepResult? Refusal, Layout? MoveTo);

    /// <summary>Rule 3: the refusal where no storage at all could serve everybody; <see langword="null"/> where some could.</summary>
    /// <param name="state">With the newcomer among the attachments, or with the changed limits.</param>
    /// <param name="device">Who is new or changed.</param>
    public static StepResult? NowhereServed(BufferState state, string device) => AnyStorage.CouldServe(state.Scenario, state.Attached)
        ? null
        : Refused(state, device, Errno.Einval, GroundsKind.Conflict, devices => AnyStorage.CouldServe(state.Scenario, devices)).Refusal;

    /// <summary>Rule 4: the exporter's own storage.</summary>
    /// <param name="state">With the newcomer among the attachments, or with the changed limits.</param>
    /// <param name="device">Who is new or changed.</param>
    public static Fit Of(BufferState state, string device)
    {
        Scenario scenario = state.Scenario;
        if (state.Storage is not { } storage)
        {
            return state.Candidates.Count == 0 ? new Fit(StepResult.Refused(Errno.Enomem, GroundsKind.NoStorage, device), MoveTo: null)
                : Feasibility.FirstCandidate(scenario, state.Candidates, state.Attached) is not null ? default
                : Refused(
                    state,
                    device,
                    Errno.Einval,
                    GroundsKind.Conflict,
                    devices => Feasibility.FirstCandidate(scenario, state.Candidates, devices) is not null);
        }

        bool IsServed(ValueList<Device> devices) => Feasibility.IsServed(scenario, storage, state.CachedTable, devices);
        if (IsServed(state.Attached))
        {
            return default;
        }

        (GroundsKind Kind, string? Device)? obstacle = Moving.Obstacle(state);
        Layout? target = obstacle is null ? Moving.Target(state) : null;
        return target is not null
            ? new Fit(Refusal: null, target)
            : Refused(state, obstacle?.Device ?? device, Errno.Ebusy, obstacle?.Kind ?? GroundsKind.NoStorage, IsServed);
    }

    private static Fit Refused(
        BufferState state, string device, Errno errno, GroundsKind kind, Func<ValueList<Device>, bool> isFeasible)
    {
        ValueList<BitingLimit> conflict = Feasibility.MinimalConflict(state.Attached, state.Scenario.Policy, isFeasible);
        return new Fit(StepResult.Refused(errno, kind, device, conflict), MoveTo: null);
    }
}
