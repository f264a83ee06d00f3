using System.Globalization;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Conformance.Questions;

/// <summary>Words of a question: hexadecimal numbers, runs as FIRST+PAGES.</summary>
internal static class RunText
{
    public static string Of(ValueList<PfnRun> runs) => string.Join(' ', runs.Select(run => $"{run.FirstPfn:x}+{run.Pages:x}"));

    public static ulong Number(string word) => ulong.Parse(word, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    public static ValueList<PfnRun> Runs(ReadOnlySpan<string> words)
    {
        var runs = new PfnRun[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            string[] parts = words[i].Split('+');
            runs[i] = new PfnRun(Number(parts[0]), Number(parts[1]));
        }

        return [.. runs];
    }

    /// <summary>The same with half of the runs, with a run left out, with half a run, with a page less.</summary>
    public static IEnumerable<ValueList<PfnRun>> Fewer(ValueList<PfnRun> runs)
    {
        if (runs.Count > 2)
        {
            yield return [.. runs.Take(runs.Count / 2)];
            yield return [.. runs.Skip(runs.Count / 2)];
        }

        for (int i = 0; i < runs.Count; i++)
        {
            int at = i;
            if (runs.Count > 1)
            {
                yield return [.. runs.Where((_, j) => j != at)];
            }

            foreach (ulong pages in new[] { runs[at].Pages / 2, runs[at].Pages - 1 }.Where(pages => pages > 0).Distinct())
            {
                yield return [.. runs.Select((run, j) => j == at ? run with { Pages = pages } : run)];
            }
        }
    }

    /// <summary>An answer without the word that counts warnings.</summary>
    public static string WithoutWarnings(string answer)
    {
        int at = answer.IndexOf(" warn=", StringComparison.Ordinal);
        return at < 0 ? answer : answer[..at];
    }
}
