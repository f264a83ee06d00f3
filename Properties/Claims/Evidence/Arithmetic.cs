using System.Numerics;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Claims.Evidence;

/// <summary>Evaluates conjectures: whether what a prover calls a counterexample is one.</summary>
internal static class Arithmetic
{
    /// <summary>Whether the conjecture is false for these values, one for each variable, in its order.</summary>
    public static bool IsCounterexample(Conjecture conjecture, ValueList<ulong> values)
    {
        bool inRange = conjecture.Variables.Select((v, i) => values[i] >= v.Least && values[i] <= v.Most).All(within => within);
        return inRange && Holds(conjecture, values, conjecture.If) && !Holds(conjecture, values, conjecture.Then);
    }

    private static bool Holds(Conjecture c, ValueList<ulong> values, Fact fact) => fact switch
    {
        Fact.AtMost f => Value(c, values, f.A) <= Value(c, values, f.B),
        Fact.Equal f => Value(c, values, f.A) == Value(c, values, f.B),
        Fact.Not f => !Holds(c, values, f.A),
        Fact.All f => f.Facts.All(each => Holds(c, values, each)),
        _ => throw new ArgumentOutOfRangeException(nameof(fact)),
    };

    private static BigInteger Value(Conjecture c, ValueList<ulong> values, Term term)
    {
        BigInteger value = term switch
        {
            Term.Constant t => t.Value,
            Term.Variable t => values[c.Variables.Index().First(v => v.Item == t).Index],
            Term.Sum t => Value(c, values, t.A) + Value(c, values, t.B),
            Term.Difference t => Value(c, values, t.A) - Value(c, values, t.B),
            Term.Product t => Value(c, values, t.A) * Value(c, values, t.B),
            Term.Quotient t => FloorDiv(Value(c, values, t.A), t.Divisor),
            Term.CommonBits t => Value(c, values, t.A) & Value(c, values, t.B),
            Term.Smaller t => BigInteger.Min(Value(c, values, t.A), Value(c, values, t.B)),
            _ => throw new ArgumentOutOfRangeException(nameof(term)),
        };
        return c.WidthBits is { } width ? value & ((BigInteger.One << width) - 1) : value;
    }

    private static BigInteger FloorDiv(BigInteger value, ulong divisor) =>
        (value - (((value % divisor) + divisor) % divisor)) / divisor;
}
