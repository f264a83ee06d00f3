using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>Map, unmap, and what map would do.</summary>
internal static class MapSteps
{
    public static Outcome Map(BufferState state, string device, MapDirection direction)
    {
        if (state.Latest(device) is not { } attachment)
        {
            return Outcome.Refused(state, Errno.Einval, GroundsKind.NotAttached, device);
        }

        if (attachment.Mapping is { } live)
        {
            bool agrees = attachment.Direction == direction || attachment.Direction == MapDirection.Bidirectional;
            return agrees
                ? Mapped(new Handled(state.With(attachment with { Maps = attachment.Maps + 1 }), []), live)
                : Outcome.Refused(state, Errno.Ebusy, GroundsKind.Direction, device);
        }

        if (Exporting.WithStorage(state) is not { Storage: { } storage } stored)
        {
            return Outcome.Refused(state, Errno.Enomem, GroundsKind.NoStorage, device);
        }

        NewMapping.Made made = NewMapping.Make(stored, storage, attachment.Device);
        if (made.Mapping is not { } mapping)
        {
            return Outcome.Refused(state, made.Errno, made.Grounds, device);
        }

        BufferState mapped = stored.With(attachment with
        {
            Maps = 1,
            Direction = direction,
            Mapping = mapping,
            Iova = made.Iova,
            HoldsPin = attachment.HoldsPin || attachment.Device.Importer == ImporterHabit.Pins,
        });
        ValueList<CacheAction> copies = mapping.Kind == MappingKind.Bounced ? [new CacheAction(CacheActionKind.CopyIn, attachment.Id)] : [];
        return Mapped(Ownership.Copy(mapped with { CachedTable = made.CachedTable }, copies), mapping);
    }

    public static Outcome TestMap(BufferState state, string device, MapDirection direction)
    {
        StepResult would = Map(state, device, direction).Result;
        return new Outcome(state, would with { CacheActions = [] });
    }

    public static Outcome Unmap(BufferState state, string device)
    {
        if (state.Latest(device) is not { } attachment)
        {
            return Outcome.Refused(state, Errno.Einval, GroundsKind.NotAttached, device);
        }

        if (attachment.Maps == 0)
        {
            return Outcome.Refused(state, Errno.Einval, GroundsKind.NotMapped, device);
        }

        BufferState less = state.With(attachment with { Maps = attachment.Maps - 1 });
        bool ends = attachment.Maps == 1 && attachment.Device.Importer != ImporterHabit.CachesMapping;
        (BufferState left, ValueList<CacheAction> actions) = ends ? Ending.End(less, a => a.Id == attachment.Id) : new Handled(less, []);
        return new Outcome(left, StepResult.Ok with { CacheActions = actions });
    }

    private static Outcome Mapped(Handled at, Mapping mapping)
    {
        Handled given = Ownership.GiveToDevices(at);
        return new Outcome(given.State, StepResult.Ok with { Mapping = mapping, CacheActions = given.Actions });
    }
}
