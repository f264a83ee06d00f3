using DmabufVerify.Mutants.Sources;
using DmabufVerify.Mutants.Translation;
using Microsoft.CodeAnalysis;
using Microsoft.Z3;

namespace DmabufVerify.Mutants.Proving;

/// <summary>The formula that is satisfiable exactly if some input tells two functions apart.</summary>
/// <param name="Assertions">All have to hold.</param>
/// <param name="Inputs">The unknowns, by name.</param>
/// <param name="Preconditions">What was assumed, as C#.</param>
/// <param name="Used">The original's code that the answer rests on.</param>
internal sealed record Question(
    IReadOnlyList<BoolExpr> Assertions,
    IReadOnlyList<(string Name, Value Value)> Inputs,
    IReadOnlyList<string> Preconditions,
    IReadOnlyCollection<SyntaxNode> Used)
{
    /// <summary>What an instance is called.</summary>
    public const string This = "this";

    /// <summary>Puts it together.</summary>
    /// <param name="context">Where terms come from.</param>
    /// <param name="before">Original code, and its function.</param>
    /// <param name="after">Mutated code, and the same function.</param>
    /// <param name="preconditions">What may be assumed.</param>
    /// <exception cref="OutsideSubsetException">Code without translation.</exception>
    public static Question Of(
        Context context, (CodeBase Code, MutatedFunction Function) before, (CodeBase Code, MutatedFunction Function) after, Preconditions preconditions)
    {
        var terms = new Terms(context);
        (string Name, Value Value)[] inputs = Unknowns(terms, before.Function.Symbol);
        var original = new Translator(terms, before.Code);
        Outcome expected = Run(original, before.Function.Symbol, inputs);
        Outcome actual = Run(new Translator(terms, after.Code), after.Function.Symbol, Unknowns(terms, after.Function.Symbol));
        BoolExpr differ = Outcome.Differ(terms, expected, actual)
            ?? throw new OutsideSubsetException(before.Function.Syntax, "a result that is an object");
        (BoolExpr[] assumed, string[] texts) = preconditions.Assumed(terms, before.Function, inputs);
        return new([.. assumed, differ], [.. inputs.SelectMany(input => Leaves(input.Name, input.Value))], texts, original.Used);
    }

    private static (string Name, Value Value)[] Unknowns(Terms terms, IMethodSymbol function)
    {
        IEnumerable<(string Name, ITypeSymbol Type)> instance = function.IsStatic ? [] : [(This, function.ContainingType)];
        return [.. instance.Concat(function.Parameters.Select(p => (p.Name, p.Type))).Select(p => (p.Name, Shape.Unknown(terms, p.Type, p.Name)))];
    }

    private static Outcome Run(Translator translator, IMethodSymbol function, (string Name, Value Value)[] inputs)
    {
        if (function.Parameters.Any(p => p.RefKind is not (RefKind.None or RefKind.In)))
        {
            throw new OutsideSubsetException(function.DeclaringSyntaxReferences[0].GetSyntax(), "a parameter by reference");
        }

        return function.IsStatic
            ? translator.Run(function, instance: null, [.. inputs.Select(i => i.Value)])
            : translator.Run(function, inputs[0].Value, [.. inputs.Skip(1).Select(i => i.Value)]);
    }

    private static IEnumerable<(string Name, Value Value)> Leaves(string name, Value value) => value switch
    {
        Value.Fields fields => fields.Names.Zip(fields.Values).SelectMany(f => Leaves($"{name}.{Shape.Readable(f.First)}", f.Second)),
        Value.Opaque => [],
        _ => [(name, value)],
    };
}
