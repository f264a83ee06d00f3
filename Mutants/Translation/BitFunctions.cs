using Microsoft.Z3;

namespace DmabufVerify.Mutants.Translation;

/// <summary>The functions of System.Numerics.BitOperations, by their definitions.</summary>
internal sealed class BitFunctions(Context context)
{
    /// <summary>How many bits are set.</summary>
    public BitVecExpr PopCount(BitVecExpr value, uint resultBits) => Bits(value)
        .Select(bit => (BitVecExpr)context.MkITE(bit, context.MkBV(1, resultBits), context.MkBV(0, resultBits)))
        .Aggregate(context.MkBVAdd);

    /// <summary>Zeros above the highest bit; the width for zero.</summary>
    public BitVecExpr LeadingZeroCount(BitVecExpr value, uint resultBits)
    {
        uint width = value.SortSize;
        // The highest bit that is set is chosen last.
        BitVecExpr count = context.MkBV(width, resultBits);
        foreach ((int index, BoolExpr bit) in Bits(value).Index())
        {
            count = (BitVecExpr)context.MkITE(bit, context.MkBV((uint)((int)width - 1 - index), resultBits), count);
        }

        return count;
    }

    /// <summary>Zeros below the lowest bit; the width for zero.</summary>
    public BitVecExpr TrailingZeroCount(BitVecExpr value, uint resultBits)
    {
        BitVecExpr count = context.MkBV(value.SortSize, resultBits);
        foreach ((int index, BoolExpr bit) in Bits(value).Index().Reverse())
        {
            count = (BitVecExpr)context.MkITE(bit, context.MkBV((uint)index, resultBits), count);
        }

        return count;
    }

    /// <summary>The highest bit's index; 0 for zero.</summary>
    public BitVecExpr Log2(BitVecExpr value, uint resultBits)
    {
        BitVecExpr log = context.MkBV(0, resultBits);
        foreach ((int index, BoolExpr bit) in Bits(value).Index())
        {
            log = (BitVecExpr)context.MkITE(bit, context.MkBV((uint)index, resultBits), log);
        }

        return log;
    }

    /// <summary>Whether one bit is set, and it is no sign.</summary>
    public BoolExpr IsPow2(BitVecExpr value, bool isSigned)
    {
        BitVecExpr zero = context.MkBV(0, value.SortSize);
        BoolExpr one = context.MkEq(context.MkBVAND(value, context.MkBVSub(value, context.MkBV(1, value.SortSize))), zero);
        return context.MkAnd(one, isSigned ? context.MkBVSGT(value, zero) : context.MkNot(context.MkEq(value, zero)));
    }

    /// <summary>The least power of two that is not less; 0 for zero, and where there is none of this width.</summary>
    public BitVecExpr RoundUpToPowerOf2(BitVecExpr value)
    {
        uint width = value.SortSize;
        BitVecExpr result = context.MkBV(0, width);
        for (int shift = (int)width - 1; shift >= 0; shift--)
        {
            BitVecExpr power = context.MkBVSHL(context.MkBV(1, width), context.MkBV((uint)shift, width));
            result = (BitVecExpr)context.MkITE(context.MkBVULE(value, power), power, result);
        }

        return (BitVecExpr)context.MkITE(context.MkEq(value, context.MkBV(0, width)), value, result);
    }

    private IEnumerable<BoolExpr> Bits(BitVecExpr value)
    {
        BitVecExpr set = context.MkBV(1, 1);
        for (uint i = 0; i < value.SortSize; i++)
        {
            yield return context.MkEq(context.MkExtract(i, i, value), set);
        }
    }
}
