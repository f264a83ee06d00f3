using System.Globalization;
using DmabufVerify.Mutants.Score;
using DmabufVerify.Properties.Killing;

namespace DmabufVerify.Cli.Output;

/// <summary>The answer of <c>kill-matrix</c> for people: the score by laws alone, what each law is worth, which laws are idle.</summary>
internal static class KillText
{
    public static void Write(TextWriter writer, KillMatrix matrix, MutationScore score, bool isWhole)
    {
        foreach (string line in ScoreText.Head(score))
        {
            writer.WriteLine(line);
        }

        if (!isWhole)
        {
            writer.WriteLine("  interrupted: these are the ones that were looked at until then");
        }

        KillRow[] faults = [.. matrix.Rows.Where(row => row.Subject.Kind == SubjectKind.Fault)];
        if (faults.Length > 0)
        {
            writer.WriteLine($"  planted and published defects noticed: {faults.Count(row => row.Fate == Fate.Killed)} of {faults.Length}");
        }

        writer.WriteLine();
        WriteLaws(writer, matrix);
    }

    /// <summary>What each law is worth, the strongest first.</summary>
    public static void WriteLaws(TextWriter writer, KillMatrix matrix)
    {
        writer.WriteLine($"{"law",-36}{"notices",9}{"alone",9}{"median cases",15}");
        foreach (LawStrength law in matrix.Laws.Select(matrix.Strength).OrderByDescending(strength => strength.Kills))
        {
            string median = law.MedianCases?.ToString(CultureInfo.InvariantCulture) ?? "-";
            writer.WriteLine($"{law.Law,-36}{Words.Count(law.Kills),9}{Words.Count(law.Alone),9}{median,15}");
        }

        writer.WriteLine();
        writer.WriteLine(matrix.Idle.Any() ? $"laws that notice nothing: {string.Join(", ", matrix.Idle)}" : "every law notices something");
    }
}
