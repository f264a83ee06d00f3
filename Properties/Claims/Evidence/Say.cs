using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Claims.Evidence;

/// <summary>Conjectures written as one reads them.</summary>
internal static class Say
{
    /// <summary>An unsigned variable of so many bits, from a least value on.</summary>
    public static Term.Variable Var(string name, ulong least = 0, int bits = 64) =>
        new(name, least, bits == 64 ? ulong.MaxValue : (1UL << bits) - 1);

    /// <summary>A number.</summary>
    public static Term Number(ulong value) => new Term.Constant(value);

    /// <summary>a + b.</summary>
    public static Term Plus(this Term a, Term b) => new Term.Sum(a, b);

    /// <summary>a - b.</summary>
    public static Term Minus(this Term a, Term b) => new Term.Difference(a, b);

    /// <summary>a * b.</summary>
    public static Term Times(this Term a, Term b) => new Term.Product(a, b);

    /// <summary>floor(a / divisor).</summary>
    public static Term Over(this Term a, ulong divisor) => new Term.Quotient(a, divisor);

    /// <summary>ceil(a / divisor).</summary>
    public static Term CeilOver(this Term a, ulong divisor) => a.Plus(Number(divisor - 1)).Over(divisor);

    /// <summary>a AND b.</summary>
    public static Term And(this Term a, Term b) => new Term.CommonBits(a, b);

    /// <summary>min(a, b).</summary>
    public static Term Min(Term a, Term b) => new Term.Smaller(a, b);

    /// <summary>a &lt;= b.</summary>
    public static Fact AtMost(this Term a, Term b) => new Fact.AtMost(a, b);

    /// <summary>a &lt; b.</summary>
    public static Fact Below(this Term a, Term b) => new Fact.Not(new Fact.AtMost(b, a));

    /// <summary>a = b.</summary>
    public static Fact Is(this Term a, Term b) => new Fact.Equal(a, b);

    /// <summary>All of these.</summary>
    public static Fact All(params ReadOnlySpan<Fact> facts) => new Fact.All(ValueList.Create(facts));

    /// <summary>2^k - 1: no bit is common to it and the next number. All ones wrap to zero, and are such a mask.</summary>
    public static Fact IsLowMask(this Term mask) => mask.And(mask.Plus(Number(1))).Is(Number(0));
}
