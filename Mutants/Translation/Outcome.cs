using Microsoft.Z3;

namespace DmabufVerify.Mutants.Translation;

/// <summary>Everything that can be seen of a call.</summary>
/// <param name="Returns">The inputs for which it returns.</param>
/// <param name="Value">What it then gives.</param>
/// <param name="Throws">For each kind of exception the inputs that raise it; a kind is a type, and its constant arguments.</param>
internal sealed record Outcome(BoolExpr Returns, Value Value, IReadOnlyDictionary<string, BoolExpr> Throws)
{
    /// <summary>The inputs for which two calls can be told apart; <see langword="null"/> where results cannot be compared.</summary>
    public static BoolExpr? Differ(Terms terms, Outcome a, Outcome b)
    {
        if (terms.Equal(a.Value, b.Value) is not { } equal)
        {
            return null;
        }

        Context context = terms.Context;
        var differences = new List<BoolExpr>
        {
            context.MkXor(a.Returns, b.Returns),
            context.MkAnd(a.Returns, b.Returns, context.MkNot(equal)),
        };
        foreach (string kind in a.Throws.Keys.Union(b.Throws.Keys))
        {
            differences.Add(context.MkXor(
                a.Throws.GetValueOrDefault(kind, terms.Constant(false)), b.Throws.GetValueOrDefault(kind, terms.Constant(false))));
        }

        return context.MkOr(differences);
    }
}
