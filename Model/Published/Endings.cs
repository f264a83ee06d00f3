using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>Ends live mappings.</summary>
internal static class Endings
{
    /// <summary>What ended them leaves.</summary>
    /// <param name="State">Without the mappings.</param>
    /// <param name="Actions">Flushes and copies.</param>
    /// <param name="Told">The attachments whose importers were told, the latest first.</param>
    public readonly record struct Ending(BufferState State, ValueList<CacheAction> Actions, ValueList<int> Told);

    /// <summary>
    /// Ends the mappings of some attachments and, where the storage moves, everybody's: then all who move on notice are told, mapped or not, but for
    /// an attachment that only now joins.
    /// </summary>
    public static Ending End(Setup setup, BufferState state, Func<Attached, bool> which, Layout? moveTo = null, int? newcomer = null)
    {
        Attached[] ended = [.. state.Attachments.Where(a => a.Live is not null && (moveTo is not null || which(a)))];
        BufferState without = Without(setup, state, [.. ended.Select(a => a.Id)]);
        IEnumerable<CacheAction> copies = Ownership.CopiesOut(ended);
        if (moveTo is not null)
        {
            without = without with { Storage = moveTo, CachedTable = null };
            copies = copies.Append(new CacheAction(CacheActionKind.CopyStorage));
        }

        (BufferState after, ValueList<CacheAction> actions) = Ownership.Settle(without, [.. copies], cpuTakes: moveTo is not null);
        bool IsTold(Attached a) => moveTo is null
            ? a.Live is not null && which(a)
            : a.Id != newcomer && (a.Live is not null || a.Device.Importer == ImporterHabit.MovesOnNotice);
        return new Ending(after, actions, [.. state.Attachments.Where(IsTold).Select(a => a.Id).Reverse()]);
    }

    /// <summary>The state as if these had no mapping; the cached table goes with the last one over it.</summary>
    public static BufferState Without(Setup setup, BufferState state, IReadOnlyCollection<int> ids)
    {
        BufferState without = state.Change(a => ids.Contains(a.Id), a => a with { Maps = 0, Live = null });
        bool isTableKept = setup.Has(Defect.F16) || without.Attachments.Any(a => a.Live is { IsShared: true });
        return isTableKept ? without : without with { CachedTable = null };
    }
}
