using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DmabufVerify.Mutants.Translation;

internal sealed partial class Translator
{
    private static readonly Value.Nothing Nothing = new();

    private void Execute(IOperation statement)
    {
        switch (statement)
        {
            case IBlockOperation block:
                foreach (IOperation inner in block.Operations)
                {
                    Execute(inner);
                }

                break;
            case IVariableDeclarationGroupOperation group:
                foreach (IVariableDeclaratorOperation declarator in group.Declarations.SelectMany(d => d.Declarators))
                {
                    Declare(declarator);
                }

                break;
            case IExpressionStatementOperation expression:
                Evaluate(expression.Operation);
                break;
            case IReturnOperation returned:
                Value value = returned.ReturnedValue is null ? Nothing : Evaluate(returned.ReturnedValue);
                _frames.Peek().Returns.Add((_path.Alive, value));
                _path = _path.Where(terms, terms.Constant(false));
                break;
            case IConditionalOperation choice:
                Branch(
                    Truth(choice.Condition),
                    () => Executed(choice.WhenTrue),
                    () => choice.WhenFalse is null ? Nothing : Executed(choice.WhenFalse),
                    choice);
                break;
            case IThrowOperation thrown:
                Throw(thrown);
                break;
            case IEmptyOperation or ILocalFunctionOperation:
                break;
            case ILoopOperation:
                throw Outside(statement, "a loop");
            default:
                throw Outside(statement, "a statement of this kind");
        }
    }

    private Value.Nothing Executed(IOperation statement)
    {
        Execute(statement);
        return Nothing;
    }

    private void Declare(IVariableDeclaratorOperation declarator)
    {
        if (declarator.Symbol.RefKind != RefKind.None)
        {
            throw Outside(declarator, "a reference");
        }

        if (declarator.GetVariableInitializer() is { } initializer)
        {
            // First the value: it may throw, and then the path is another one.
            Value value = Evaluate(initializer.Value);
            _path = _path.With(declarator.Symbol, value);
        }
    }

    /// <summary>
    /// The kind is the type with its arguments, which have to be constant: one that is computed could differ where nothing else does.
    /// </summary>
    private void Throw(IThrowOperation thrown)
    {
        IOperation? exception = thrown.Exception;
        while (exception is IConversionOperation conversion)
        {
            exception = conversion.Operand;
        }

        if (exception is not IObjectCreationOperation creation || creation.Initializer is not null)
        {
            throw Outside(thrown, "an exception that is not made where it is thrown");
        }

        foreach (IArgumentOperation argument in creation.Arguments)
        {
            if (!argument.Value.ConstantValue.HasValue)
            {
                throw Outside(argument, "an exception's argument that is no constant");
            }
        }

        string arguments = string.Join(", ", creation.Arguments.Select(a => a.Value.ConstantValue.Value));
        ThrowWhere(terms.Constant(true), $"{creation.Type!.ToDisplayString()}({arguments})");
    }
}
