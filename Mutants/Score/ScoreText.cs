using System.Globalization;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Mutants.Score;

/// <summary>A score for people.</summary>
public static class ScoreText
{
    /// <summary>The verdict first, then what it rests on; survivors are left to who shows them with their proofs.</summary>
    public static IEnumerable<string> Lines(MutationScore score) =>
    [
        .. Head(score),
        .. Apart("no kills until looked at", score.Unanswered),
        .. Apart("not compiled, in no number", score.CompileErrors),
    ];

    /// <summary>The same with numbers only.</summary>
    public static IEnumerable<string> Head(MutationScore score)
    {
        yield return score.IsVoid ? "score void: the run cannot be trusted" : Sentence(score);
        foreach (CanaryVerdict wrong in score.Canaries.Where(c => !c.IsRight))
        {
            yield return $"  {wrong}";
        }

        if (score.Canaries.Count == 0)
        {
            yield return "  no canary was looked for";
        }

        if (score.Pending > 0)
        {
            yield return $"  {score.Pending} mutants were not tried: the run was cut off";
        }

        yield return $"  canaries: {score.Canaries.Count(c => c.IsRight)} of {score.Canaries.Count} told rightly";
        yield return $"  survivors {score.Survivors.Count}, without an answer {score.Unanswered.Count}; not compiled {score.CompileErrors.Count}, left out {score.Ignored}";
    }

    private static string Sentence(MutationScore score) => score.Percent is { } percent
        ? string.Create(
            CultureInfo.InvariantCulture, $"{percent:0.0} % killed: {score.Killed} by tests, {score.Adjudicated} adjudicated, of {score.Tried} mutants")
        : "no mutant was tried: nothing to score";

    private static IEnumerable<string> Apart(string title, ValueList<PlacedMutant> mutants) =>
        mutants.Count == 0 ? [] : [$"  {title}: {mutants.Count}", .. mutants.Select(m => $"    {m}")];
}
