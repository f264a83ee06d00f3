using DmabufVerify.Mutants.Proving;

namespace DmabufVerify.Mutants.Reviewing;

/// <summary>A test class of the facts that kill survivors.</summary>
public static class KillingTests
{
    /// <summary>Its text; a class without tests where nothing can be killed so.</summary>
    public static string Text(IEnumerable<ReviewedMutant> reviewed)
    {
        IEnumerable<string> facts = reviewed
            .Select(r => (Verdict: r.Verdict as Verdict.Distinguished, Mutant: r))
            .Where(r => r.Verdict?.Fact is not null)
            .Select(r => $"    // {r.Mutant.File}:{r.Mutant.Mutant.Location.Start.Line}: {Line(r.Mutant.Original)} with {Line(r.Mutant.Mutant.Replacement)}\n{r.Verdict!.Fact}");
        return $"using Xunit;\n\npublic sealed class KillsMutants\n{{\n{string.Join('\n', facts)}}}\n";
    }

    private static string Line(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
