using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>Whether a set of devices with a newcomer among them can share the buffer: what attach and a change of limits check.</summary>
internal static class Admission
{
    /// <summary>What was found.</summary>
    /// <param name="Refusal">Why not, or <see langword="null"/>.</param>
    /// <param name="MoveTo">Where the storage has to go for that, or <see langword="null"/> where it may stay.</param>
    public readonly record struct Finding(StepResult? Refusal, Layout? MoveTo);

    /// <summary>Some storage at all, then the exporter's.</summary>
    /// <param name="setup">The buffer's.</param>
    /// <param name="state">Before; without the mappings that end whatever is found.</param>
    /// <param name="devices">Everybody, the newcomer included.</param>
    /// <param name="newcomer">Whose limits are new.</param>
    public static Finding Judge(Setup setup, BufferState state, IReadOnlyCollection<Device> devices, string newcomer)
    {
        return NowhereServed(setup, devices, newcomer) is { } refusal ? new Finding(refusal, MoveTo: null)
            : state.Storage is { } storage ? JudgeStorage(setup, state, storage, devices, newcomer)
            : JudgeCandidates(setup, devices, newcomer);
    }

    /// <summary>The refusal where no storage at all could do, or <see langword="null"/>.</summary>
    public static StepResult? NowhereServed(Setup setup, IReadOnlyCollection<Device> devices, string newcomer) =>
        BufferConstraints.MergeToZero(setup, devices)
            ? Unservable(setup, devices, newcomer, set => !BufferConstraints.MergeToZero(setup, set)).Refusal
        : !setup.Has(Defect.F8) && !CapacityRule.SomeStorageCouldDo(setup, devices)
            ? Unservable(setup, devices, newcomer, set => CapacityRule.SomeStorageCouldDo(setup, set)).Refusal
        : null;

    /// <summary>A limit out of range.</summary>
    public static StepResult OutOfRange(string device, LimitProblem problem) => StepResult.Refused(
        Errno.Einval, GroundsKind.InvalidLimit, device, [new BitingLimit(device, problem.Kind, problem.Value, IsDefault: false)]);

    private static Finding JudgeCandidates(Setup setup, IReadOnlyCollection<Device> devices, string newcomer)
    {
        bool SomeCandidateServes(IReadOnlyCollection<Device> set) => setup.Candidates.Any(c => Serving.Serves(setup, c, set));
        return setup.Has(Defect.F8) || SomeCandidateServes(devices) ? default
            : !setup.Candidates.Any() ? new Finding(StepResult.Refused(Errno.Enomem, GroundsKind.NoStorage, newcomer), MoveTo: null)
            : Unservable(setup, devices, newcomer, SomeCandidateServes);
    }

    private static Finding JudgeStorage(
        Setup setup, BufferState state, Layout storage, IReadOnlyCollection<Device> devices, string newcomer)
    {
        bool StillServes(IReadOnlyCollection<Device> set) => Serving.StillServes(setup, state, set, newcomer);
        if (setup.Has(Defect.F15) || StillServes(devices))
        {
            return default;
        }

        (GroundsKind Kind, string? Device)? obstacle = Moving.Obstacle(setup, state);
        if (obstacle is null)
        {
            if (Moving.Destination(setup, storage, devices) is { } destination)
            {
                return new Finding(null, destination);
            }

            obstacle = (GroundsKind.NoStorage, null);
        }

        ValueList<BitingLimit> conflict = MinimalConflict.Of(setup, devices, newcomer, StillServes);
        return new Finding(StepResult.Refused(Errno.Ebusy, obstacle.Value.Kind, obstacle.Value.Device ?? newcomer, conflict), null);
    }

    private static Finding Unservable(
        Setup setup, IReadOnlyCollection<Device> devices, string newcomer, Func<IReadOnlyCollection<Device>, bool> canBeMet) =>
        new(
            StepResult.Refused(Errno.Einval, GroundsKind.Conflict, newcomer, MinimalConflict.Of(setup, devices, newcomer, canBeMet)),
            MoveTo: null);
}
