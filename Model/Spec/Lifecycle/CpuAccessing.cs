using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>The CPU asks for the data and gives them back.</summary>
internal static class CpuAccessing
{
    public static Outcome Begin(BufferState state, bool writes)
    {
        if (state.CpuAccess != CpuAccess.None)
        {
            return Outcome.Refused(state, Errno.Ebusy, GroundsKind.CpuAccessOpen);
        }

        if (!state.Scenario.Exporter.HasPages)
        {
            return Outcome.Refused(state, Errno.Eopnotsupp, GroundsKind.NoCpuView);
        }

        if (Exporting.WithStorage(state) is not { } stored)
        {
            return Outcome.Refused(state, Errno.Enomem, GroundsKind.NoStorage);
        }

        BufferState open = stored with { CpuAccess = writes ? CpuAccess.Write : CpuAccess.Read };
        Handled taken = Ownership.TakeByCpu(new Handled(open, []));
        return Done(taken.Then(taken.State, [.. Ownership.CopiesOut(open.Attachments)]));
    }

    public static Outcome End(BufferState state)
    {
        if (state.CpuAccess == CpuAccess.None)
        {
            return Outcome.Refused(state, Errno.Einval, GroundsKind.NoCpuAccess);
        }

        CacheAction[] copiesIn =
        [
            .. state.Attachments.Where(a => a.Mapping is { Kind: MappingKind.Bounced })
                .Select(a => new CacheAction(CacheActionKind.CopyIn, a.Id)),
        ];
        return Done(Ownership.GiveToDevices(new Handled(state with { CpuAccess = CpuAccess.None }, [.. copiesIn])));
    }

    private static Outcome Done(Handled at) => new(at.State, StepResult.Ok with { CacheActions = at.Actions });
}
