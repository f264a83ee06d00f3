using System.Globalization;
using Microsoft.Z3;

namespace DmabufVerify.Mutants.Translation;

/// <summary>Choices between values, and whether two are equal.</summary>
internal sealed class Terms(Context context)
{
    /// <summary>Where terms come from.</summary>
    public Context Context { get; } = context;

    /// <summary>A truth value.</summary>
    public BoolExpr Constant(bool value) => Context.MkBool(value);

    /// <summary>A number; of a negative one its bits.</summary>
    public Value.Number Constant(Int128 value, IntegerType type) =>
        new(Context.MkBV(value.ToString(CultureInfo.InvariantCulture), type.WidthBits), type);

    /// <summary>The one or the other; <see langword="null"/> where they are not of one kind.</summary>
    public Value? Choose(BoolExpr condition, Value yes, Value no)
    {
        switch (yes, no)
        {
            case var _ when ReferenceEquals(yes, no):
                return yes;
            case (Value.Number a, Value.Number b) when a.Type == b.Type:
                return new Value.Number((BitVecExpr)Context.MkITE(condition, a.Bits, b.Bits), a.Type);
            case (Value.Truth a, Value.Truth b):
                return new Value.Truth((BoolExpr)Context.MkITE(condition, a.Term, b.Term));
            case (Value.Nothing, Value.Nothing):
                return yes;
            case (Value.Fields a, Value.Fields b) when a.Names.SequenceEqual(b.Names):
                Value?[] chosen = [.. a.Values.Zip(b.Values, (x, y) => Choose(condition, x, y))];
                return chosen.Contains(null) ? null : a with { Values = [.. chosen.Select(v => v!)] };
            default:
                return null;
        }
    }

    /// <summary>Whether they are equal; <see langword="null"/> where that cannot be seen.</summary>
    public BoolExpr? Equal(Value a, Value b)
    {
        switch (a, b)
        {
            case var _ when ReferenceEquals(a, b):
                return Constant(true);
            case (Value.Number x, Value.Number y) when x.Type.WidthBits == y.Type.WidthBits:
                return Context.MkEq(x.Bits, y.Bits);
            case (Value.Truth x, Value.Truth y):
                return Context.MkEq(x.Term, y.Term);
            case (Value.Nothing, Value.Nothing):
                return Constant(true);
            case (Value.Fields x, Value.Fields y) when x.Names.SequenceEqual(y.Names) && x.Type.IsValueType:
                BoolExpr?[] all = [.. x.Values.Zip(y.Values, Equal)];
                return all.Contains(null) ? null : Context.MkAnd([.. all.Select(v => v!)]);
            default:
                return null;
        }
    }
}
