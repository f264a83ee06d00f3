using System.Collections.Immutable;
using DmabufVerify.Properties.Running;

namespace DmabufVerify.Properties.Killing;

/// <summary>Which law notices which defect, after how many scenarios.</summary>
/// <param name="Laws">Names of all laws that were asked.</param>
/// <param name="Settings">What each defect was shown.</param>
/// <param name="Rows">One for each defect.</param>
public sealed record KillMatrix(ImmutableArray<string> Laws, KillSettings Settings, ImmutableArray<KillRow> Rows)
{
    /// <summary>Laws that notice none of the defects.</summary>
    public IEnumerable<string> Idle => Laws.Except(Rows.SelectMany(row => row.Kills).Select(kill => kill.Law));

    /// <summary>Defects that a law notices and no other does.</summary>
    /// <param name="law">The law.</param>
    public IEnumerable<KillRow> Alone(string law) => Rows.Where(row => row.Kills.Length == 1 && row.Kills[0].Law == law);

    /// <summary>How a law did.</summary>
    /// <param name="law">Its name.</param>
    public LawStrength Strength(string law)
    {
        Kill[] kills = [.. Rows.SelectMany(row => row.Kills).Where(kill => kill.Law == law)];
        return new(law, kills.Length, Alone(law).Count(), Searches.Median(kills.Select(kill => kill.Median)));
    }
}

/// <summary>What one law is worth.</summary>
/// <param name="Law">Its name.</param>
/// <param name="Kills">Defects that it notices.</param>
/// <param name="Alone">Those that no other law notices.</param>
/// <param name="MedianCases">The median, over the defects that it notices, of each one's median over the seeds; <see langword="null"/> where most seeds show it none.</param>
public sealed record LawStrength(string Law, int Kills, int Alone, long? MedianCases);
