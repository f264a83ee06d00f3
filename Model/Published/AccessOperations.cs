using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>The CPU and devices at the data.</summary>
internal static class AccessOperations
{
    /// <summary>The CPU takes the data, and what devices wrote to their copies.</summary>
    public static Outcome Begin(Setup setup, BufferState state, bool writes)
    {
        if (state.CpuAccess != CpuAccess.None)
        {
            return Outcome.Refused(state, Errno.Ebusy, GroundsKind.CpuAccessOpen);
        }

        if (!setup.Scenario.Exporter.HasPages)
        {
            return Outcome.Refused(state, Errno.Eopnotsupp, GroundsKind.NoCpuView);
        }

        if (Allocation.WithStorage(setup, state) is not { } stored)
        {
            return Outcome.Refused(state, Errno.Enomem, GroundsKind.NoStorage);
        }

        BufferState open = stored with { CpuAccess = writes ? CpuAccess.Write : CpuAccess.Read };
        return Settled(open, [.. Ownership.CopiesOut(open.Attachments)], cpuTakes: true);
    }

    /// <summary>The CPU gives the data back, and devices get new copies.</summary>
    public static Outcome End(BufferState state)
    {
        if (state.CpuAccess == CpuAccess.None)
        {
            return Outcome.Refused(state, Errno.Einval, GroundsKind.NoCpuAccess);
        }

        IEnumerable<CacheAction> copies = state.Attachments
            .Where(a => a.Live is { Mapping.Kind: MappingKind.Bounced })
            .Select(a => new CacheAction(CacheActionKind.CopyIn, a.Id));
        return Settled(state with { CpuAccess = CpuAccess.None }, [.. copies], cpuTakes: false);
    }

    /// <summary>The CPU reads or writes.</summary>
    public static Outcome Cpu(BufferState state, bool writes) =>
        state.CpuAccess == CpuAccess.Write || (state.CpuAccess == CpuAccess.Read && !writes)
            ? Outcome.Done(state)
            : Outcome.Refused(state, Errno.Eacces, GroundsKind.NoCpuAccess);

    /// <summary>A device reads or writes.</summary>
    public static Outcome Device(BufferState state, string name, bool writes)
    {
        if (state.Latest(name) is not { } attached)
        {
            return Outcome.Refused(state, Errno.Einval, GroundsKind.NotAttached, name);
        }

        if (attached.Live is not { } live)
        {
            return Outcome.Refused(state, Errno.Einval, GroundsKind.NotMapped, name);
        }

        if (live.Direction == (writes ? MapDirection.ToDevice : MapDirection.FromDevice))
        {
            return Outcome.Refused(state, Errno.Eacces, GroundsKind.Direction, name);
        }

        return state.CpuAccess == CpuAccess.None
            ? Outcome.Done(state)
            : Outcome.Refused(state, Errno.Ebusy, GroundsKind.CpuAccessOpen, name);
    }

    private static Outcome Settled(BufferState state, CacheAction[] copies, bool cpuTakes)
    {
        (BufferState after, ValueList<CacheAction> actions) = Ownership.Settle(state, copies, cpuTakes);
        return new Outcome(after, StepResult.Ok with { CacheActions = actions });
    }
}
