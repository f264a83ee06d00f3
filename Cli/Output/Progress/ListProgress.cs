using System.Diagnostics;

namespace DmabufVerify.Cli.Output.Progress;

/// <summary>How far work is that goes through a list. Told by one thread, read by another.</summary>
/// <param name="what">What is in the list, in the plural.</param>
/// <param name="count">How many.</param>
internal sealed class ListProgress(string what, int count)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private volatile Item? _now;

    /// <summary>Begins the next.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="more">What else is to be said while it lasts.</param>
    public void Begin(string name, Func<string>? more = null) => _now = new Item(name, (_now?.Done + 1) ?? 0, more);

    /// <summary>Pace, and where it is.</summary>
    public IReadOnlyList<string> Facts()
    {
        Item? now = _now;
        string pace = Pace.Of(what, now?.Done ?? 0, Stopwatch.GetElapsedTime(_started), count, time: null);
        return now is null ? [pace] : [pace, now.More is null ? $"now {now.Name}" : $"now {now.Name}: {now.More()}"];
    }

    private sealed record Item(string Name, int Done, Func<string>? More);
}
