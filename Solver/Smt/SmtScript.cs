namespace DmabufVerify.Solving;

/// <summary>A question as text.</summary>
/// <param name="Text">
/// SMT-LIB 2: comments, options, logic, declarations, assertions, a named assertion for each limit, (check-sat). It ends there: (get-model)
/// is an error after unsat, (get-unsat-core) after sat. Comments only where the question cannot be stated.
/// </param>
/// <param name="SatDoubt">Why "sat" proves nothing; <see langword="null"/> when it does.</param>
/// <param name="UnsatDoubt">Why "unsat" proves nothing; <see langword="null"/> when it does.</param>
public sealed record SmtScript(string Text, string? SatDoubt, string? UnsatDoubt)
{
    /// <summary>A question that has no text, and why.</summary>
    internal static SmtScript None(string reason) => new($"; not stated: {reason}\n", reason, reason);
}
