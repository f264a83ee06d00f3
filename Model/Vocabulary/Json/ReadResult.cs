using System.Diagnostics.CodeAnalysis;

namespace DmabufVerify.Vocabulary.Json;

/// <summary>What came of reading an input: a value or the user's mistake, never both. Readers throw for neither.</summary>
public sealed record ReadResult<T>
    where T : class
{
    private ReadResult(T? value, InputProblem? problem) => (Value, Problem) = (value, problem);

    /// <summary>The value; <see langword="null"/> when there is a problem.</summary>
    public T? Value { get; }

    /// <summary>The mistake; <see langword="null"/> when there is a value.</summary>
    public InputProblem? Problem { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsOk => Value is not null;

    /// <summary>A success.</summary>
    public static implicit operator ReadResult<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    public static implicit operator ReadResult<T>(InputProblem problem) => new(null, problem);
}
