using System.Globalization;

namespace DmabufVerify.Cli.Output.Progress;

/// <summary>How far, how fast, how much longer.</summary>
internal static class Pace
{
    /// <summary>
    /// <c>120 of 600 scenarios, 12 of 60 s (20 %), 10 a second, ETA 48 s</c>. With two budgets the one that is spent first counts; without any there is no
    /// share and no ETA.
    /// </summary>
    /// <param name="what">What is counted, in the plural.</param>
    /// <param name="done">How many of them.</param>
    /// <param name="elapsed">Wall time.</param>
    /// <param name="cases">How many there will be.</param>
    /// <param name="time">When it will stop.</param>
    public static string Of(string what, long done, TimeSpan elapsed, long? cases, TimeSpan? time)
    {
        double seconds = Math.Max(elapsed.TotalSeconds, 0.001);
        double share = Math.Max(cases is { } most ? (double)done / most : 0, time is { } until ? elapsed / until : 0);
        string of = cases is { } all ? $" of {Words.Count(all)}" : "";
        string to = time is { } end ? string.Create(CultureInfo.InvariantCulture, $" of {end.TotalSeconds:0.#}") : "";
        string spent = cases is null && time is null ? "" : string.Create(CultureInfo.InvariantCulture, $" ({100 * Math.Min(share, 1):f0} %)");
        string eta = share > 0 ? $", ETA {Span(TimeSpan.FromSeconds(Math.Max(0, (seconds / share) - seconds)))}" : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{Words.Count(done)}{of} {what}, {seconds:f0}{to} s{spent}, {Rate(done / seconds)} a second{eta}");
    }

    /// <summary>48 s; 3 min; 2.5 h.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 120 } => $"{Rounded(span.TotalSeconds)} s",
        { TotalMinutes: < 120 } => $"{Rounded(span.TotalMinutes)} min",
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:f1} h"),
    };

    private static string Rounded(double number) => number.ToString("f0", CultureInfo.InvariantCulture);

    private static string Rate(double rate) => rate < 10 ? rate.ToString("0.#", CultureInfo.InvariantCulture) : Words.Count((long)rate);
}
