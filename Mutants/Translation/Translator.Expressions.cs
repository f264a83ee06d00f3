using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.Z3;

namespace DmabufVerify.Mutants.Translation;

internal sealed partial class Translator
{
    private Value Evaluate(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: { } constant } && Constant(constant, operation.Type) is { } known)
        {
            UseConstants(operation);
            return known;
        }

        return operation switch
        {
            ILocalReferenceOperation o => Variable(o.Local, o),
            IParameterReferenceOperation o => Parameter(o),
            IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } o => This(o),
            IFieldReferenceOperation o => Field(o),
            IPropertyReferenceOperation o => Property(o),
            IBinaryOperation o => Binary(o),
            IUnaryOperation o => Unary(o),
            IConversionOperation o => Conversion(o),
            IConditionalOperation { WhenFalse: not null } o =>
                Branch(Truth(o.Condition), () => Evaluate(o.WhenTrue), () => Evaluate(o.WhenFalse), o),
            ISimpleAssignmentOperation { IsRef: false } o => Assign(o.Target, Evaluate(o.Value)),
            ICompoundAssignmentOperation o => Compound(o),
            IIncrementOrDecrementOperation o => Step(o),
            IDeconstructionAssignmentOperation o => Deconstruct(o),
            IInvocationOperation o => Invoke(o),
            IObjectCreationOperation o => Create(o),
            IDefaultValueOperation o => Default(o.Type, o),
            ITupleOperation o => TupleOf(o),
            IWithOperation o => With(o),
            IIsPatternOperation o => new Value.Truth(Matches(Evaluate(o.Value), o.Pattern)),
            ISwitchExpressionOperation o => Switch(o),
            _ => throw Outside(operation, "an expression of this kind"),
        };
    }

    private Value? Constant(object value, ITypeSymbol? type) => value switch
    {
        bool truth => new Value.Truth(terms.Constant(truth)),
        _ when IntegerType.Of(type) is { } integer => terms.Constant(
            value is char c ? c : value is ulong u ? u : Convert.ToInt64(value, CultureInfo.InvariantCulture), integer),
        _ => null,
    };

    /// <summary>The compiler has put constants in already; the proof rests on their declarations all the same.</summary>
    private void UseConstants(IOperation operation)
    {
        foreach (IFieldReferenceOperation field in operation.DescendantsAndSelf().OfType<IFieldReferenceOperation>())
        {
            Used.UnionWith(field.Field.DeclaringSyntaxReferences.Select(r => r.GetSyntax()));
        }
    }

    private Value Variable(ISymbol symbol, IOperation at) =>
        _path.Variables.GetValueOrDefault(symbol) ?? throw Outside(at, "a variable of another function");

    private Value Parameter(IParameterReferenceOperation o)
    {
        if (_path.Variables.TryGetValue(o.Parameter, out Value? value))
        {
            return value;
        }

        // A primary constructor's parameter is kept in a field of this name.
        return (_frames.Peek().This as Value.Fields)?.Find($"<{o.Parameter.Name}>P") ?? throw Outside(o, "a parameter of another function");
    }

    private Value This(IOperation at) => _frames.Peek().This ?? throw Outside(at, "an instance");

    private Value Binary(IBinaryOperation o)
    {
        if (o.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr)
        {
            bool isAnd = o.OperatorKind == BinaryOperatorKind.ConditionalAnd;
            BoolExpr left = Truth(o.LeftOperand);
            return Branch(
                left,
                () => isAnd ? new Value.Truth(Truth(o.RightOperand)) : new Value.Truth(terms.Constant(true)),
                () => isAnd ? new Value.Truth(terms.Constant(false)) : new Value.Truth(Truth(o.RightOperand)),
                o);
        }

        if (o.IsLifted)
        {
            throw Outside(o, "an operator on nullable values");
        }

        Value a = Evaluate(o.LeftOperand);
        Value b = Evaluate(o.RightOperand);
        return o.OperatorMethod is { IsImplicitlyDeclared: false, DeclaringSyntaxReferences.Length: > 0 } user
            ? Call(user, instance: null, [a, b], o.Syntax)
            : Operated(o.OperatorKind, a, b, o.IsChecked, o);
    }

    private Value Operated(BinaryOperatorKind kind, Value a, Value b, bool isChecked, IOperation at)
    {
        if (a is Value.Number x && b is Value.Number y)
        {
            return _arithmetic.Comparison(kind, x.Type.IsSigned, x.Bits, y.Bits) is { } truth
                ? new Value.Truth(truth)
                : Finish(_arithmetic.Binary(kind, x.Type, x.Bits, y.Bits, isChecked) ?? throw Outside(at, "an operator of this kind"), x.Type);
        }

        if (a is Value.Truth p && b is Value.Truth q)
        {
            return new Value.Truth(kind switch
            {
                BinaryOperatorKind.And => Context.MkAnd(p.Term, q.Term),
                BinaryOperatorKind.Or => Context.MkOr(p.Term, q.Term),
                BinaryOperatorKind.ExclusiveOr or BinaryOperatorKind.NotEquals => Context.MkXor(p.Term, q.Term),
                BinaryOperatorKind.Equals => Context.MkEq(p.Term, q.Term),
                _ => throw Outside(at, "an operator of this kind"),
            });
        }

        bool isEquality = kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals;
        if (isEquality && a is Value.Fields && !ReferenceEquals(a, b) && terms.Equal(a, b) is { } equal)
        {
            return new Value.Truth(kind == BinaryOperatorKind.Equals ? equal : Context.MkNot(equal));
        }

        throw Outside(at, "an operator on these types");
    }

    private Value Unary(IUnaryOperation o)
    {
        Value operand = Evaluate(o.Operand);
        return (o.OperatorKind, operand) switch
        {
            (UnaryOperatorKind.Not, Value.Truth t) => new Value.Truth(Context.MkNot(t.Term)),
            (UnaryOperatorKind.BitwiseNegation, Value.Number n) => new Value.Number(Context.MkBVNot(n.Bits), n.Type),
            (UnaryOperatorKind.Plus, Value.Number n) => n,
            (UnaryOperatorKind.Minus, Value.Number n) => Finish(_arithmetic.Negated(n.Type, n.Bits, o.IsChecked), n.Type),
            _ => throw Outside(o, "an operator of this kind"),
        };
    }

    private Value Conversion(IConversionOperation o)
    {
        if (o.Operand is IThrowOperation thrown)
        {
            Throw(thrown);
            // Nobody reads it: execution does not go on from here.
            return Default(o.Type, o);
        }

        Value operand = Evaluate(o.Operand);
        if (SymbolEqualityComparer.Default.Equals(o.Operand.Type, o.Type))
        {
            return operand;
        }

        return operand is Value.Number n && IntegerType.Of(o.Type) is { } to && o.OperatorMethod is null
            ? Finish(_arithmetic.Converted(n.Bits, n.Type, to, o.IsChecked), to)
            : throw Outside(o, $"a conversion to {o.Type?.ToDisplayString()}");
    }
}
