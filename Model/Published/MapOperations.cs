using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>Map, unmap, test-map, pin, unpin, move.</summary>
internal static class MapOperations
{
    /// <summary>The live mapping once more, or a new one.</summary>
    public static Outcome Map(Setup setup, BufferState state, string name, MapDirection direction)
    {
        if (state.Latest(name) is not { } attached)
        {
            return Outcome.Refused(state, Errno.Einval, GroundsKind.NotAttached, name);
        }

        return attached.Live is { } live
            ? MapAgain(state, attached, live, direction)
            : MapFirst(setup, state, attached, direction);
    }

    /// <summary>What map would say.</summary>
    public static Outcome TestMap(Setup setup, BufferState state, string name, MapDirection direction)
    {
        StepResult result = Map(setup, state, name, direction).Result;
        return new Outcome(state, new StepResult(result.Errno) { Grounds = result.Grounds, Mapping = result.Mapping });
    }

    private static Outcome MapAgain(BufferState state, Attached attached, LiveMapping live, MapDirection direction)
    {
        if (live.Direction != direction && live.Direction != MapDirection.Bidirectional)
        {
            return Outcome.Refused(state, Errno.Ebusy, GroundsKind.Direction, attached.Device.Name);
        }

        BufferState mapped = state.Change(a => a.Id == attached.Id, a => a with { Maps = a.Maps + 1 });
        return new Outcome(mapped, StepResult.Ok with { Mapping = live.Mapping });
    }

    private static Outcome MapFirst(Setup setup, BufferState state, Attached attached, MapDirection direction)
    {
        if (Allocation.WithStorage(setup, state) is not { } stored)
        {
            return Outcome.Refused(state, Errno.Enomem, GroundsKind.NoStorage, attached.Device.Name);
        }

        Mapper.Made made = Mapper.Make(setup, stored, attached, direction);
        if (made.Live is not { } live)
        {
            return new Outcome(state, made.Refusal!);
        }

        bool pins = attached.Device.Importer == ImporterHabit.Pins;
        BufferState mapped = (stored with { CachedTable = made.CachedTable }).Change(
            a => a.Id == attached.Id, a => a with { Maps = 1, Live = live, ImporterPins = a.ImporterPins || pins });
        CacheAction[] copies = live.Mapping.Kind == MappingKind.Bounced ? [new CacheAction(CacheActionKind.CopyIn, attached.Id)] : [];
        (BufferState after, ValueList<CacheAction> actions) = Ownership.Settle(mapped, copies, cpuTakes: false);
        return new Outcome(after, StepResult.Ok with { Mapping = live.Mapping, CacheActions = actions });
    }

    /// <summary>One map is given back; the last one ends the mapping, unless its importer keeps it.</summary>
    public static Outcome Unmap(Setup setup, BufferState state, string name)
    {
        if (state.Latest(name) is not { } attached)
        {
            return Outcome.Refused(state, Errno.Einval, GroundsKind.NotAttached, name);
        }

        if (attached.Maps == 0)
        {
            return Outcome.Refused(state, Errno.Einval, GroundsKind.NotMapped, name);
        }

        if (attached.Maps > 1 || attached.Device.Importer == ImporterHabit.CachesMapping)
        {
            return Outcome.Done(state.Change(a => a.Id == attached.Id, a => a with { Maps = a.Maps - 1 }));
        }

        Endings.Ending ended = Endings.End(setup, state, a => a.Id == attached.Id);
        return new Outcome(ended.State, StepResult.Ok with { CacheActions = ended.Actions });
    }

    /// <summary>Storage comes into being and may not move.</summary>
    public static Outcome Pin(Setup setup, BufferState state, string name)
    {
        if (state.Latest(name) is not { } attached)
        {
            return Outcome.Refused(state, Errno.Einval, GroundsKind.NotAttached, name);
        }

        return Allocation.WithStorage(setup, state) is { } stored
            ? Outcome.Done(stored.Change(a => a.Id == attached.Id, a => a with { ExplicitPins = a.ExplicitPins + 1 }))
            : Outcome.Refused(state, Errno.Enomem, GroundsKind.NoStorage, name);
    }

    /// <summary>One explicit pin is taken back.</summary>
    public static Outcome Unpin(BufferState state, string name)
    {
        if (state.Latest(name) is not { } attached)
        {
            return Outcome.Refused(state, Errno.Einval, GroundsKind.NotAttached, name);
        }

        return attached.ExplicitPins == 0
            ? Outcome.Refused(state, Errno.Einval, GroundsKind.NotPinned, name)
            : Outcome.Done(state.Change(a => a.Id == attached.Id, a => a with { ExplicitPins = a.ExplicitPins - 1 }));
    }

    /// <summary>The exporter moves the storage.</summary>
    public static Outcome Move(Setup setup, BufferState state)
    {
        if (state.Storage is not { } storage)
        {
            return Outcome.Refused(state, Errno.Einval, GroundsKind.NothingToMove);
        }

        if (Moving.Obstacle(setup, state) is { } obstacle)
        {
            Errno errno = obstacle.Kind == GroundsKind.NotMovable ? Errno.Eopnotsupp : Errno.Ebusy;
            return Outcome.Refused(state, errno, obstacle.Kind, obstacle.Device);
        }

        if (Moving.Destination(setup, storage, [.. state.Devices]) is not { } destination)
        {
            return Outcome.Refused(state, Errno.Enomem, GroundsKind.NoStorage);
        }

        Endings.Ending moved = Endings.End(setup, state, _ => false, destination);
        return new Outcome(moved.State, StepResult.Ok with { CacheActions = moved.Actions, Notified = moved.Told });
    }
}
