using System.Diagnostics;

namespace DmabufVerify.Bench.Ratios;

/// <summary>Times of one program, a number for each round.</summary>
internal sealed record Timing(double[] Nanoseconds)
{
    /// <summary>The quietest round.</summary>
    public double Least => Nanoseconds.Min();

    /// <summary>How many times longer another program took, by the quietest rounds of both.</summary>
    public double RatioOfMinima(Timing other) => other.Least / Least;

    /// <summary>The same, as the median of the ratios within each round.</summary>
    public double MedianRatio(Timing other)
    {
        double[] ratios = [.. Nanoseconds.Zip(other.Nanoseconds, (mine, theirs) => theirs / mine).Order()];
        return ratios[ratios.Length / 2];
    }
}

/// <summary>
/// Runs programs by turns in one process, round by round. On a shared machine absolute times wander by half; what neighbours of one round
/// have in common cancels out of their ratio.
/// </summary>
internal static class AlternatingRounds
{
    /// <summary>Tiering takes 30 calls and a tenth of a second.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(300);

    public static Timing[] Run(int rounds, params Action[] programs)
    {
        var times = programs.Select(_ => new double[rounds]).ToArray();
        long warm = Stopwatch.GetTimestamp() + (long)(WarmUp.TotalSeconds * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < warm)
        {
            foreach (Action program in programs)
            {
                program();
            }
        }

        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < programs.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                programs[i]();
                long end = Stopwatch.GetTimestamp();
                times[i][round] = (end - start) * (1e9 / Stopwatch.Frequency);
            }
        }

        return [.. times.Select(t => new Timing(t))];
    }
}
