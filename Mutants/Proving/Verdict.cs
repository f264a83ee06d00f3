using DmabufVerify.Vocabulary;

namespace DmabufVerify.Mutants.Proving;

/// <summary>What is known of a mutant that no test killed.</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>No input within the preconditions tells it from the original.</summary>
    /// <param name="Milliseconds">Wall time of the proof.</param>
    /// <param name="Preconditions">What was assumed, as C#; empty for nothing.</param>
    /// <param name="CodeHash">Of the function, what it calls and the preconditions: see <see cref="Proving.CodeHash"/>.</param>
    public sealed record Equivalent(double Milliseconds, ValueList<string> Preconditions, string CodeHash) : Verdict;

    /// <summary>An input for which both were run and did not do the same.</summary>
    /// <param name="Inputs">Name and value of each part of the input.</param>
    /// <param name="Original">What the original gave or threw.</param>
    /// <param name="Mutated">What the mutant gave or threw.</param>
    /// <param name="Fact">A test that kills it; <see langword="null"/> where the call cannot be written down as C#.</param>
    public sealed record Distinguished(ValueList<NamedValue> Inputs, string Original, string Mutated, string? Fact) : Verdict;

    /// <summary>The code has no translation.</summary>
    /// <param name="Why">With line and text.</param>
    public sealed record OutsideSubset(string Why) : Verdict;

    /// <summary>The solver has not decided, or the run does not bear out what it said.</summary>
    /// <param name="Reason">In words.</param>
    public sealed record Unknown(string Reason) : Verdict;
}

/// <summary>A part of an input.</summary>
/// <param name="Name">Such as <c>this.Step</c>.</param>
/// <param name="Value">As C# writes it.</param>
public sealed record NamedValue(string Name, string Value);
