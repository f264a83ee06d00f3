namespace DmabufVerify.Mutants.Proving;

/// <summary>What callers see to, and a proof may assume.</summary>
/// <param name="Of">A type's or a function's full name: of a type it holds of every instance that a function is given.</param>
/// <param name="Holds">A C# truth value over the type's members, or over the function's parameters.</param>
/// <param name="Why">Who sees to it.</param>
/// <param name="CheckedBy">The test that looks, or "obvious" where the reason is all that is needed.</param>
public sealed record Precondition(string Of, string Holds, string Why, string CheckedBy);
