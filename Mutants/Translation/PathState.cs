using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.Z3;

namespace DmabufVerify.Mutants.Translation;

/// <summary>What is known where execution stands.</summary>
/// <param name="Alive">The inputs for which execution comes here.</param>
/// <param name="Variables">Locals and parameters of all functions that are being run.</param>
internal sealed record PathState(BoolExpr Alive, ImmutableDictionary<ISymbol, Value> Variables)
{
    /// <summary>Before anything.</summary>
    public static PathState Start(Terms terms) =>
        new(terms.Constant(true), ImmutableDictionary.Create<ISymbol, Value>(SymbolEqualityComparer.Default));

    /// <summary>A variable has a value from here on.</summary>
    public PathState With(ISymbol variable, Value value) => this with { Variables = Variables.SetItem(variable, value) };

    /// <summary>Only these inputs go on.</summary>
    public PathState Where(Terms terms, BoolExpr condition) => this with { Alive = terms.Context.MkAnd(Alive, condition) };

    /// <summary>
    /// Two ways meet that parted by a condition. A variable that one of them only knows is one that nobody reads from here on: C# would
    /// not compile. <see langword="null"/> where values of different kinds meet.
    /// </summary>
    public static PathState? Join(Terms terms, BoolExpr condition, PathState yes, PathState no)
    {
        ImmutableDictionary<ISymbol, Value> variables = yes.Variables;
        foreach ((ISymbol variable, Value value) in no.Variables)
        {
            if (!variables.TryGetValue(variable, out Value? other))
            {
                variables = variables.Add(variable, value);
            }
            else if (terms.Choose(condition, other, value) is { } chosen)
            {
                variables = variables.SetItem(variable, chosen);
            }
            else
            {
                return null;
            }
        }

        return new(terms.Context.MkOr(yes.Alive, no.Alive), variables);
    }
}
