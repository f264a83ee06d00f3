using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DmabufVerify.Mutants.Translation;

internal sealed partial class Translator
{
    private Value Assign(IOperation target, Value value)
    {
        switch (target)
        {
            case ILocalReferenceOperation { Local.RefKind: RefKind.None } local:
                _path = _path.With(local.Local, value);
                break;
            case IParameterReferenceOperation { Parameter.RefKind: RefKind.None } parameter when _path.Variables.ContainsKey(parameter.Parameter):
                _path = _path.With(parameter.Parameter, value);
                break;
            case IDiscardOperation:
                break;
            case IDeclarationExpressionOperation declaration:
                Assign(declaration.Expression, value);
                break;
            case ITupleOperation tuple when value is Value.Fields fields && fields.Values.Length == tuple.Elements.Length:
                foreach ((IOperation element, Value part) in tuple.Elements.Zip(fields.Values))
                {
                    Assign(element, part);
                }

                break;
            default:
                throw Outside(target, "an assignment to what is no local");
        }

        return value;
    }

    private Value Deconstruct(IDeconstructionAssignmentOperation o) => Assign(o.Target, Evaluate(o.Value));

    private Value Compound(ICompoundAssignmentOperation o)
    {
        if (o.IsLifted || o.OperatorMethod is not null)
        {
            throw Outside(o, "an operator of a type's own");
        }

        Value before = Widened(Evaluate(o.Target), o.Value.Type, o);
        Value result = Operated(o.OperatorKind, before, Evaluate(o.Value), o.IsChecked, o);
        return Assign(o.Target, Narrowed(result, o.Target.Type, o.IsChecked, o));
    }

    private Value.Number Step(IIncrementOrDecrementOperation o)
    {
        if (o.IsLifted || o.OperatorMethod is not null || Evaluate(o.Target) is not Value.Number before)
        {
            throw Outside(o, "a step of what is no integer");
        }

        BinaryOperatorKind kind = o.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        Value.Number after = Finish(_arithmetic.Binary(kind, before.Type, before.Bits, terms.Constant(1, before.Type).Bits, o.IsChecked)!, before.Type);
        Assign(o.Target, after);
        return o.IsPostfix ? before : after;
    }

    /// <summary>Small integers are operated on as int, and a shift's operands are each of a type of their own.</summary>
    private Value Widened(Value value, ITypeSymbol? other, ICompoundAssignmentOperation o)
    {
        if (value is not Value.Number number || IntegerType.Of(other) is not { } type)
        {
            return value;
        }

        bool isShift = o.OperatorKind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift;
        if (isShift && number.Type.WidthBits < 32)
        {
            // The compiler's tree does not say whether the result is narrowed checked: a shift itself never is.
            throw Outside(o, "a shift assigned to a small integer");
        }

        IntegerType wanted = isShift ? number.Type : type;
        return Finish(_arithmetic.Converted(number.Bits, number.Type, wanted, isChecked: false), wanted);
    }

    private Value Narrowed(Value value, ITypeSymbol? target, bool isChecked, IOperation at) =>
        value is Value.Number number && IntegerType.Of(target) is { } type
            ? Finish(_arithmetic.Converted(number.Bits, number.Type, type, isChecked), type)
            : value is Value.Truth ? value : throw Outside(at, "an assignment of this kind");
}
