using DmabufVerify.Mutants.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.Z3;

namespace DmabufVerify.Mutants.Translation;

/// <summary>
/// Runs a function on terms instead of values: each variable holds a term over the inputs, both sides of a branch are run and their
/// results chosen by its condition. What a call may do that is no part of its outcome here (writing a field, calling what has no
/// source, looping) is outside of the subset, so that nothing unseen is left out.
/// </summary>
internal sealed partial class Translator(Terms terms, CodeBase code)
{
    private const string Overflow = "System.OverflowException";

    private readonly Arithmetic _arithmetic = new(terms.Context);
    private readonly BitFunctions _bitFunctions = new(terms.Context);
    private readonly Dictionary<string, BoolExpr> _throws = [];
    private readonly Stack<Frame> _frames = new();
    private PathState _path = PathState.Start(terms);

    /// <summary>The code that was run: functions, initialisers and constants.</summary>
    public HashSet<SyntaxNode> Used { get; } = [];

    private Context Context => terms.Context;

    /// <summary>A call that is under way.</summary>
    private sealed record Frame(ISymbol Function, Value? This)
    {
        /// <summary>What it gave so far, on which inputs.</summary>
        public List<(BoolExpr When, Value Value)> Returns { get; } = [];
    }

    /// <summary>The outcome of a function for any inputs.</summary>
    /// <param name="function">A method, accessor or operator with source.</param>
    /// <param name="instance">What it is called on; <see langword="null"/> for a static one.</param>
    /// <param name="arguments">In the order of its parameters.</param>
    public Outcome Run(IMethodSymbol function, Value? instance, IReadOnlyList<Value> arguments)
    {
        _throws.Clear();
        _path = PathState.Start(terms);
        Value value = Call(function, instance, arguments, function.DeclaringSyntaxReferences[0].GetSyntax());
        return new(_path.Alive, value, new Dictionary<string, BoolExpr>(_throws));
    }

    private static OutsideSubsetException Outside(IOperation operation, string why) => new(operation.Syntax, why);

    /// <summary>Where this holds an exception is thrown, and execution goes on elsewhere only.</summary>
    private void ThrowWhere(BoolExpr? condition, string kind)
    {
        if (condition is null)
        {
            return;
        }

        BoolExpr raised = Context.MkAnd(_path.Alive, condition);
        _throws[kind] = _throws.TryGetValue(kind, out BoolExpr? before) ? Context.MkOr(before, raised) : raised;
        _path = _path.Where(terms, Context.MkNot(condition));
    }

    private Value.Number Finish(Computed computed, IntegerType type)
    {
        ThrowWhere(computed.DividesByZero, "System.DivideByZeroException");
        ThrowWhere(computed.Overflows, Overflow);
        return new(computed.Bits, type);
    }

    private Value Branch(BoolExpr condition, Func<Value> yes, Func<Value> no, IOperation at)
    {
        PathState before = _path;
        _path = before.Where(terms, condition);
        Value first = yes();
        PathState afterYes = _path;
        _path = before.Where(terms, Context.MkNot(condition));
        Value second = no();
        _path = PathState.Join(terms, condition, afterYes, _path) ?? throw Outside(at, "a choice between objects");
        return terms.Choose(condition, first, second) ?? throw Outside(at, "a choice between objects");
    }

    private Value.Number Number(IOperation operation) =>
        Evaluate(operation) as Value.Number ?? throw Outside(operation, "no integer of 8 to 64 bits");

    private BoolExpr Truth(IOperation operation) =>
        (Evaluate(operation) as Value.Truth ?? throw Outside(operation, "no truth value")).Term;
}
