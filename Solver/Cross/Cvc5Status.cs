namespace DmabufVerify.Solving;

/// <summary>What came of looking for cvc5.</summary>
/// <param name="Version">As it states it; <see langword="null"/> when there is none.</param>
/// <param name="Problem">One line: why there is none and what to install; <see langword="null"/> when there is one.</param>
public sealed record Cvc5Status(string? Version, string? Problem)
{
    /// <summary>Whether scripts can be run.</summary>
    public bool IsAvailable => Problem is null;
}
