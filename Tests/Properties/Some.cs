using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties;

/// <summary>Hand-made scenarios of 4 KiB pages.</summary>
internal static class Some
{
    public const ulong Page = 4096;

    /// <summary>A buffer that fills these runs, and who shares it.</summary>
    public static Scenario Sharing(ValueList<PfnRun> runs, params Device[] devices) => new()
    {
        BufferSizeBytes = (ulong)runs.Sum(r => (long)r.Pages) * Page,
        Layout = new Layout(0, runs),
        Devices = [.. devices],
    };

    /// <summary>A buffer of so many pages to be placed in this memory, and who shares it.</summary>
    public static Scenario Placing(ulong pages, ValueList<MemoryExtent> memory, params Device[] devices) => new()
    {
        BufferSizeBytes = pages * Page,
        Memory = memory,
        Devices = [.. devices],
    };

    /// <summary>A device that declares everything unlimited but what it is given.</summary>
    public static Device Free(string name, params (LimitKind Kind, ulong Value)[] limits) =>
        new(name, LimitKinds.All.Aggregate(Limits.Unset, (all, kind) => all.With(
            kind, limits.Where(l => l.Kind == kind).Select(l => l.Value).FirstOrDefault(kind.Unlimited()))));
}
