using DmabufVerify.Mutants.Proving;
using DmabufVerify.Mutants.Report;
using DmabufVerify.Mutants.Sources;
using DmabufVerify.Solving;
using Microsoft.CodeAnalysis.Text;

namespace DmabufVerify.Tests.Mutants.Proving;

/// <summary>Mutants of a text, by what they replace.</summary>
internal static class Proofs
{
    /// <summary>What is known of the mutant in which the first such part of the class's members is another.</summary>
    public static Verdict Of(string source, string part, string replacement, params Precondition[] preconditions)
    {
        Assert.True(Z3Library.Status.IsAvailable, Z3Library.Status.Problem);
        var prover = new MutantProver(CodeBase.Of(source), preconditions, milliseconds: 20_000);
        Assert.Null(prover.Problem);
        return prover.Prove("Sample.cs", Mutant(source, part, replacement));
    }

    /// <summary>A surviving mutant as a report has it.</summary>
    public static Mutant Mutant(string source, string part, string replacement)
    {
        int start = source.IndexOf(part, StringComparison.Ordinal);
        LinePositionSpan lines = SourceText.From(source).Lines.GetLinePositionSpan(new TextSpan(start, part.Length));
        return new(
            "1", "Test mutation", replacement, new(Position(lines.Start), Position(lines.End)), MutantStatus.Survived);
    }

    private static Position Position(LinePosition position) => new(position.Line + 1, position.Character + 1);
}
