namespace DmabufVerify.Spec.Lifecycle;

/// <summary>Mappings end: at the last unmap, at detach, or because the storage or the limits change.</summary>
internal static class Ending
{
    /// <summary>Ends the live mappings of some attachments; ownership goes back to devices as far as anything was copied.</summary>
    public static Handled End(BufferState state, Func<Attachment, bool> whose)
    {
        Handled ended = EndOnly(state, whose);
        return ended.Actions.Count == 0 ? ended : Ownership.GiveToDevices(ended);
    }

    /// <summary>As <see cref="End"/>, but what was copied stays the CPU's, who has more to do.</summary>
    public static Handled EndOnly(BufferState state, Func<Attachment, bool> whose)
    {
        Attachment[] ending = [.. state.Attachments.Where(a => a.Mapping is not null && whose(a))];
        Handled copied = Ownership.Copy(state, Ownership.CopiesOut(ending));
        BufferState ended = ending.Aggregate(copied.State, (s, a) => s.With(a with { Mapping = null, Iova = null, Maps = 0 }));
        bool tableInUse = ended.Attachments.Any(a => a.SharesDirectTable && a.Mapping is not null);
        return copied with { State = ended with { CachedTable = tableInUse ? ended.CachedTable : null } };
    }
}
