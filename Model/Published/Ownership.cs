using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>Whose the data is, and the flushes and copies at each change (docs/lifecycle.md).</summary>
internal static class Ownership
{
    /// <summary>
    /// Does copies, which are CPU accesses, and hands the data to whoever is to have it. Every operation that changes mappings, storage or
    /// CPU access ends here: a flush is due where the owner changes, and nowhere else.
    /// </summary>
    /// <param name="state">After the operation, but for the owner.</param>
    /// <param name="copies">In order.</param>
    /// <param name="cpuTakes">Whether the CPU takes the data even if there is nothing to copy.</param>
    public static (BufferState State, ValueList<CacheAction> Actions) Settle(
        BufferState state, IReadOnlyCollection<CacheAction> copies, bool cpuTakes)
    {
        var actions = new List<CacheAction>();
        bool deviceOwns = state.DeviceOwns;
        if (deviceOwns && (cpuTakes || copies.Count > 0))
        {
            actions.Add(new CacheAction(CacheActionKind.Invalidate));
            deviceOwns = false;
        }

        actions.AddRange(copies);
        if (!deviceOwns && state.CpuAccess == CpuAccess.None && state.Attachments.Any(a => a.IsNonCoherent))
        {
            actions.Add(new CacheAction(CacheActionKind.Clean));
            deviceOwns = true;
        }

        return (state with { DeviceOwns = deviceOwns }, [.. actions]);
    }

    /// <summary>Takes back what devices wrote to their copies.</summary>
    public static IEnumerable<CacheAction> CopiesOut(IEnumerable<Attached> attachments) =>
        attachments.Where(a => a.HasCopiesToTakeBack).Select(a => new CacheAction(CacheActionKind.CopyOut, a.Id));
}
