using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.Z3;

namespace DmabufVerify.Mutants.Translation;

internal sealed partial class Translator
{
    /// <summary>Functions of the runtime's library; <see langword="null"/> for one that is not known here.</summary>
    private Value? Known(IInvocationOperation o, Value[] arguments)
    {
        string type = o.TargetMethod.ContainingType.ToDisplayString();
        bool isMath = type == "System.Math" || IntegerType.Of(o.TargetMethod.ContainingType) is not null;
        if ((!isMath && type != "System.Numerics.BitOperations") || arguments.Any(a => a is not Value.Number))
        {
            return null;
        }

        Value.Number[] numbers = [.. arguments.Cast<Value.Number>()];
        return isMath ? Maths(o, numbers) : Bits(o, numbers);
    }

    private Value? Maths(IInvocationOperation o, Value.Number[] n)
    {
        switch (o.TargetMethod.Name)
        {
            case "Min" when n.Length == 2:
                return terms.Choose(Less(n[0], n[1]), n[0], n[1]);
            case "Max" when n.Length == 2:
                return terms.Choose(Less(n[0], n[1]), n[1], n[0]);
            case "Abs" when n.Length == 1 && n[0].Type.IsSigned:
                BoolExpr isNegative = Less(n[0], terms.Constant(0, n[0].Type));
                ThrowWhere(Context.MkEq(n[0].Bits, _arithmetic.Least(n[0].Type)), Overflow);
                return new Value.Number((BitVecExpr)Context.MkITE(isNegative, Context.MkBVNeg(n[0].Bits), n[0].Bits), n[0].Type);
            case "DivRem" when o.Type is { IsTupleType: true } && n[0].Type == n[1].Type:
                Value quotient = Operated(BinaryOperatorKind.Divide, n[0], n[1], isChecked: false, o);
                Value remainder = Operated(BinaryOperatorKind.Remainder, n[0], n[1], isChecked: false, o);
                return ((Value.Fields)Default(o.Type, o)) with { Values = [quotient, remainder] };
            default:
                return null;
        }
    }

    private BoolExpr Less(Value.Number a, Value.Number b) =>
        _arithmetic.Comparison(BinaryOperatorKind.LessThan, a.Type.IsSigned, a.Bits, b.Bits)!;

    private Value? Bits(IInvocationOperation o, Value.Number[] n)
    {
        IntegerType result = IntegerType.Of(o.Type) ?? default;
        Value.Number first = n[0];
        return o.TargetMethod.Name switch
        {
            "PopCount" => new Value.Number(_bitFunctions.PopCount(first.Bits, result.WidthBits), result),
            "LeadingZeroCount" => new Value.Number(_bitFunctions.LeadingZeroCount(first.Bits, result.WidthBits), result),
            "TrailingZeroCount" => new Value.Number(_bitFunctions.TrailingZeroCount(first.Bits, result.WidthBits), result),
            "Log2" => new Value.Number(_bitFunctions.Log2(first.Bits, result.WidthBits), result),
            "IsPow2" => new Value.Truth(_bitFunctions.IsPow2(first.Bits, first.Type.IsSigned)),
            "RoundUpToPowerOf2" => new Value.Number(_bitFunctions.RoundUpToPowerOf2(first.Bits), result),
            _ => null,
        };
    }
}
