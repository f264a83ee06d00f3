using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.Z3;

namespace DmabufVerify.Mutants.Translation;

internal sealed partial class Translator
{
    private Value Invoke(IInvocationOperation o)
    {
        // Gone from a release build, and so nothing that can be seen.
        if (o.TargetMethod is { Name: "Assert", ContainingType.Name: "Debug" })
        {
            return Nothing;
        }

        Value? instance = o.Instance is null ? null : Evaluate(o.Instance);
        Value[] arguments = Arguments(o.Arguments);
        return Known(o, arguments) ?? Call(o.TargetMethod, instance, arguments, o.Syntax);
    }

    /// <summary>By place: named arguments are run in the order in which they stand.</summary>
    private Value[] Arguments(IEnumerable<IArgumentOperation> arguments)
    {
        var values = new SortedDictionary<int, Value>();
        foreach (IArgumentOperation argument in arguments)
        {
            if (argument.Parameter is not { RefKind: RefKind.None or RefKind.In } parameter)
            {
                throw Outside(argument, "an argument by reference");
            }

            values.Add(parameter.Ordinal, Evaluate(argument.Value));
        }

        return [.. values.Values];
    }

    private Value Call(IMethodSymbol method, Value? instance, IReadOnlyList<Value> arguments, SyntaxNode at)
    {
        SyntaxNode? declaration = method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        if (declaration is null || Body(declaration) is not { } body)
        {
            throw new OutsideSubsetException(at, $"a call of {method.ToDisplayString()}, which has no source here");
        }

        if (method.IsVirtual || method.IsOverride || method.IsAbstract || method.IsAsync || method.IsGenericMethod)
        {
            throw new OutsideSubsetException(at, $"a call of {method.ToDisplayString()}, which is virtual, generic or asynchronous");
        }

        Used.Add(declaration);
        // A local function sees the instance of the function around it.
        Value? self = method.MethodKind == MethodKind.LocalFunction && !method.IsStatic ? _frames.Peek().This : instance;
        return Inside(method, self, at, () =>
        {
            foreach ((IParameterSymbol parameter, Value value) in method.Parameters.Zip(arguments))
            {
                _path = _path.With(parameter, value);
            }

            return Returned(method, body, at);
        });
    }

    private Value Returned(IMethodSymbol method, SyntaxNode body, SyntaxNode at)
    {
        IOperation operation = code.Operation(body) ?? throw new OutsideSubsetException(at, "code that does not compile");
        Execute(operation);
        List<(BoolExpr When, Value Value)> returns = _frames.Peek().Returns;
        if (method.ReturnsVoid)
        {
            returns.Add((_path.Alive, Nothing));
        }

        if (returns.Count == 0)
        {
            return Shape.Zero(terms, method.ReturnType) ?? throw new OutsideSubsetException(at, "a function that always throws");
        }

        _path = _path with { Alive = Context.MkOr(returns.Select(r => r.When)) };
        Value result = returns[^1].Value;
        foreach ((BoolExpr when, Value value) in returns.SkipLast(1).Reverse())
        {
            result = terms.Choose(when, value, result) ?? throw new OutsideSubsetException(at, "a choice between objects");
        }

        return result;
    }

    private T Inside<T>(ISymbol function, Value? instance, SyntaxNode at, Func<T> run)
    {
        if (_frames.Any(frame => SymbolEqualityComparer.Default.Equals(frame.Function, function)))
        {
            throw new OutsideSubsetException(at, "recursion");
        }

        _frames.Push(new(function, instance));
        T result = run();
        _frames.Pop();
        return result;
    }

    private static SyntaxNode? Body(SyntaxNode declaration) => declaration switch
    {
        BaseMethodDeclarationSyntax m => (SyntaxNode?)m.Body ?? m.ExpressionBody,
        LocalFunctionStatementSyntax f => (SyntaxNode?)f.Body ?? f.ExpressionBody,
        AccessorDeclarationSyntax a => (SyntaxNode?)a.Body ?? a.ExpressionBody,
        ArrowExpressionClauseSyntax arrow => arrow,
        _ => null,
    };
}
