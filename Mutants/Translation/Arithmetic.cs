using Microsoft.CodeAnalysis.Operations;
using Microsoft.Z3;

namespace DmabufVerify.Mutants.Translation;

/// <summary>An operation's result and the inputs for which there is none.</summary>
/// <param name="Bits">Without meaning where it throws.</param>
/// <param name="Overflows">Throws an OverflowException; <see langword="null"/> for never.</param>
/// <param name="DividesByZero">Throws a DivideByZeroException; <see langword="null"/> for never.</param>
internal sealed record Computed(BitVecExpr Bits, BoolExpr? Overflows = null, BoolExpr? DividesByZero = null);

/// <summary>
/// Integer arithmetic as C# defines it (C# specification, 12.10 to 12.12), on bit vectors of the operands' width: checked operations
/// overflow by throwing, shifts look at the low bits of their count only, division rounds toward zero.
/// </summary>
internal sealed class Arithmetic(Context context)
{
    /// <summary>A binary operation on two operands of one type, a shift's count aside; <see langword="null"/> for one that is none of integers.</summary>
    public Computed? Binary(BinaryOperatorKind kind, IntegerType type, BitVecExpr a, BitVecExpr b, bool isChecked) => kind switch
    {
        BinaryOperatorKind.Add => new(context.MkBVAdd(a, b), isChecked ? Leaves(type, 1, a, b, context.MkBVAdd) : null),
        BinaryOperatorKind.Subtract => new(context.MkBVSub(a, b), isChecked ? Leaves(type, 1, a, b, context.MkBVSub) : null),
        BinaryOperatorKind.Multiply => new(context.MkBVMul(a, b), isChecked ? Leaves(type, type.WidthBits, a, b, context.MkBVMul) : null),
        BinaryOperatorKind.Divide => Divided(type, a, b, type.IsSigned ? context.MkBVSDiv : context.MkBVUDiv),
        BinaryOperatorKind.Remainder => Divided(type, a, b, type.IsSigned ? context.MkBVSRem : context.MkBVURem),
        BinaryOperatorKind.And => new(context.MkBVAND(a, b)),
        BinaryOperatorKind.Or => new(context.MkBVOR(a, b)),
        BinaryOperatorKind.ExclusiveOr => new(context.MkBVXOR(a, b)),
        BinaryOperatorKind.LeftShift => new(context.MkBVSHL(a, Count(type, b))),
        BinaryOperatorKind.RightShift => new(type.IsSigned ? context.MkBVASHR(a, Count(type, b)) : context.MkBVLSHR(a, Count(type, b))),
        BinaryOperatorKind.UnsignedRightShift => new(context.MkBVLSHR(a, Count(type, b))),
        _ => null,
    };

    /// <summary>A comparison; <see langword="null"/> for what is none.</summary>
    public BoolExpr? Comparison(BinaryOperatorKind kind, bool isSigned, BitVecExpr a, BitVecExpr b) => kind switch
    {
        BinaryOperatorKind.Equals => context.MkEq(a, b),
        BinaryOperatorKind.NotEquals => context.MkNot(context.MkEq(a, b)),
        BinaryOperatorKind.LessThan => isSigned ? context.MkBVSLT(a, b) : context.MkBVULT(a, b),
        BinaryOperatorKind.LessThanOrEqual => isSigned ? context.MkBVSLE(a, b) : context.MkBVULE(a, b),
        BinaryOperatorKind.GreaterThan => isSigned ? context.MkBVSGT(a, b) : context.MkBVUGT(a, b),
        BinaryOperatorKind.GreaterThanOrEqual => isSigned ? context.MkBVSGE(a, b) : context.MkBVUGE(a, b),
        _ => null,
    };

    /// <summary>Minus a value: of an unsigned type only where it was widened before, as C# does.</summary>
    public Computed Negated(IntegerType type, BitVecExpr a, bool isChecked) =>
        new(context.MkBVNeg(a), isChecked ? context.MkEq(a, Least(type)) : null);

    /// <summary>A conversion between integers.</summary>
    public Computed Converted(BitVecExpr value, IntegerType from, IntegerType to, bool isChecked)
    {
        uint wide = Math.Max(from.WidthBits, to.WidthBits) + 1;
        BitVecExpr whole = Extended(value, from, wide);
        BitVecExpr bits = context.MkExtract(to.WidthBits - 1, 0, whole);
        return new(bits, isChecked ? context.MkNot(context.MkEq(whole, Extended(bits, to, wide))) : null);
    }

    /// <summary>The value in more bits.</summary>
    public BitVecExpr Extended(BitVecExpr value, IntegerType type, uint width) =>
        width == type.WidthBits ? value
        : type.IsSigned ? context.MkSignExt(width - type.WidthBits, value)
        : context.MkZeroExt(width - type.WidthBits, value);

    /// <summary>The least value of a signed type, whose negation has no place.</summary>
    public BitVecExpr Least(IntegerType type) =>
        context.MkBVSHL(context.MkBV(1, type.WidthBits), context.MkBV(type.WidthBits - 1, type.WidthBits));

    private BoolExpr Leaves(IntegerType type, uint more, BitVecExpr a, BitVecExpr b, Func<BitVecExpr, BitVecExpr, BitVecExpr> operation)
    {
        uint wide = type.WidthBits + more;
        BitVecExpr exact = operation(Extended(a, type, wide), Extended(b, type, wide));
        return context.MkNot(context.MkEq(exact, Extended(context.MkExtract(type.WidthBits - 1, 0, exact), type, wide)));
    }

    private Computed Divided(IntegerType type, BitVecExpr a, BitVecExpr b, Func<BitVecExpr, BitVecExpr, BitVecExpr> operation)
    {
        BoolExpr zero = context.MkEq(b, context.MkBV(0, type.WidthBits));
        BoolExpr? overflows = type.IsSigned
            ? context.MkAnd(context.MkEq(a, Least(type)), context.MkEq(b, context.MkBVNeg(context.MkBV(1, type.WidthBits))))
            : null;
        return new(operation(a, b), overflows, zero);
    }

    private BitVecExpr Count(IntegerType type, BitVecExpr count)
    {
        BitVecExpr same = type.WidthBits > count.SortSize ? context.MkZeroExt(type.WidthBits - count.SortSize, count) : count;
        return context.MkBVAND(same, context.MkBV(type.WidthBits - 1, type.WidthBits));
    }
}
