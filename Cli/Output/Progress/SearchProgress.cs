using System.Diagnostics;
using DmabufVerify.Properties.Searching;

namespace DmabufVerify.Cli.Output.Progress;

/// <summary>How far a search is.</summary>
internal static class SearchProgress
{
    /// <summary>Searches to the end.</summary>
    /// <param name="search">The search.</param>
    /// <param name="counts">Where it says how far it is.</param>
    /// <param name="settings">How long it may take.</param>
    /// <param name="style">How that is shown.</param>
    public static Task<T> Watch<T>(Func<T> search, SearchCounts counts, SearchSettings settings, ProgressStyle style)
    {
        long started = Stopwatch.GetTimestamp();
        return Watched.Run(search, () => Facts(counts, Stopwatch.GetElapsedTime(started), settings), style);
    }

    /// <summary>Pace, and whether anything was found.</summary>
    internal static IReadOnlyList<string> Facts(SearchCounts counts, TimeSpan elapsed, SearchSettings settings) => counts.IsSimplifying
        ? [$"{Words.Count(counts.Cases)} cases, {Pace.Span(elapsed)}", "found; making it small"]
        : [Pace.Of("cases", counts.Cases, elapsed, settings.Cases, settings.Time), "nothing found"];
}
