using System.Globalization;
using DmabufVerify.Mutants.Proving;
using DmabufVerify.Mutants.Reviewing;
using DmabufVerify.Mutants.Score;

namespace DmabufVerify.Cli.Output;

/// <summary>The answer of <c>mutants</c> for people: the score, then a block for each survivor.</summary>
internal static class MutantsText
{
    public static void Write(TextWriter writer, MutationScore score, IReadOnlyList<ReviewedMutant> reviewed)
    {
        MutantsJson numbers = MutantsJson.Of(score, reviewed);
        string sentence = numbers.Percent is { } percent
            ? string.Create(CultureInfo.InvariantCulture, $"{percent:0.0} % killed or proved equivalent: {numbers.Killed} by tests, {numbers.Adjudicated} adjudicated, {numbers.Equivalent} proved, of {numbers.Tried} mutants")
            : "no mutant was tried: nothing to score";
        writer.WriteLine(sentence);
        if (score.IsVoid)
        {
            writer.WriteLine("  score void, the run cannot be trusted: mutation-score says why");
        }

        foreach (ReviewedMutant one in reviewed)
        {
            writer.WriteLine();
            WriteOne(writer, one);
        }
    }

    /// <summary>A verdict in one word.</summary>
    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Equivalent => "equivalent",
        Verdict.Distinguished => "distinguished",
        Verdict.OutsideSubset => "outside",
        Verdict.Unknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    private static void WriteOne(TextWriter writer, ReviewedMutant one)
    {
        writer.WriteLine($"{one.File}:{one.Mutant.Location.Start.Line}: {one.Mutant.MutatorName}{(one.IsReopened ? ", re-opened: the ledger's proof is of other code" : "")}");
        writer.WriteLine($"  in  {one.Line}");
        writer.WriteLine($"  -   {OnOneLine(one.Original)}");
        writer.WriteLine($"  +   {OnOneLine(one.Mutant.Replacement)}");
        switch (one.Verdict)
        {
            case Verdict.Equivalent v:
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  equivalent: proved in {v.Milliseconds:0} ms"));
                foreach (string precondition in v.Preconditions)
                {
                    writer.WriteLine($"    where {precondition}");
                }

                break;
            case Verdict.Distinguished v:
                writer.WriteLine($"  distinguished by {(v.Inputs.Count == 0 ? "any call" : string.Join(", ", v.Inputs.Select(i => $"{i.Name} = {i.Value}")))}");
                writer.WriteLine($"    original: {v.Original}");
                writer.WriteLine($"    mutant:   {v.Mutated}");
                break;
            case Verdict.OutsideSubset v:
                writer.WriteLine($"  outside the subset: {v.Why}");
                break;
            case Verdict.Unknown v:
                writer.WriteLine($"  unknown: {v.Reason}");
                break;
        }
    }

    private static string OnOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
