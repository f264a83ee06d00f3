using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>The buffer gets other storage.</summary>
internal static class Moving
{
    public static Outcome Move(BufferState state)
    {
        if (Obstacle(state) is { } obstacle)
        {
            return Outcome.Refused(state, ErrnoOf(obstacle.Kind), obstacle.Kind, obstacle.Device);
        }

        return Target(state) is { } storage ? To(state, storage, state.Attachments) : Outcome.Refused(state, Errno.Enomem, GroundsKind.NoStorage);
    }

    /// <summary>What keeps the storage where it is, and who; <see langword="null"/> when nothing does.</summary>
    public static (GroundsKind Kind, string? Device)? Obstacle(BufferState state) =>
        state.Storage is null ? (GroundsKind.NothingToMove, null)
        : !state.Scenario.Exporter.IsMovable ? (GroundsKind.NotMovable, null)
        : state.Attachments.FirstOrDefault(a => a.Pins > 0 || a.HoldsPin) is { } pinner ? (GroundsKind.Pinned, pinner.Device.Name)
        : state.CpuAccess != CpuAccess.None ? (GroundsKind.CpuAccessOpen, null)
        : state.Attachments.FirstOrDefault(a => a.HoldsStorage) is { } holder ? (GroundsKind.LiveMapping, holder.Device.Name)
        : null;

    /// <summary>The first candidate that serves everybody and has no page of the present storage, out of which it is copied.</summary>
    public static Layout? Target(BufferState state) =>
        Feasibility.FirstCandidate(state.Scenario, [.. state.Candidates.Where(c => AreDisjoint(c, state.Storage!))], state.Attached);

    /// <summary>
    /// Tells those of the listed who move on notice, mapped or not, the latest first (dma_buf_move_notify, drivers/dma-buf/dma-buf.c); ends all mappings,
    /// copies the data.
    /// </summary>
    public static Outcome To(BufferState state, Layout storage, ValueList<Attachment> listed)
    {
        ValueList<int> notified = [.. listed.Where(a => a.Device.Importer == ImporterHabit.MovesOnNotice).Select(a => a.Id).Reverse()];
        Handled ended = Ownership.TakeByCpu(Ending.EndOnly(state, _ => true));
        Handled copied = ended.Then(ended.State with { Storage = storage }, new CacheAction(CacheActionKind.CopyStorage));
        return new Outcome(copied.State, StepResult.Ok with { Notified = notified, CacheActions = copied.Actions });
    }

    private static Errno ErrnoOf(GroundsKind kind) => kind switch
    {
        GroundsKind.NothingToMove => Errno.Einval,
        GroundsKind.NotMovable => Errno.Eopnotsupp,
        _ => Errno.Ebusy,
    };

    private static bool AreDisjoint(Layout one, Layout other) =>
        !one.Runs.Any(a => other.Runs.Any(b => a.FirstPfn < b.EndPfn && b.FirstPfn < a.EndPfn));
}
