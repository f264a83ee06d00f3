using System.Globalization;
using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>A conjecture's terms in one of Z3's theories.</summary>
internal abstract class ProofTerms(Context context)
{
    /// <summary>Where expressions come from.</summary>
    protected Context Context { get; } = context;

    /// <summary>A number.</summary>
    public abstract Expr Of(Term term);

    /// <summary>a &lt;= b.</summary>
    protected abstract BoolExpr AtMost(Term a, Term b);

    /// <summary>A fact.</summary>
    public BoolExpr Of(Fact fact) => fact switch
    {
        Fact.AtMost f => AtMost(f.A, f.B),
        Fact.Equal f => Context.MkEq(Of(f.A), Of(f.B)),
        Fact.Not f => Context.MkNot(Of(f.A)),
        Fact.All f => Context.MkAnd([.. f.Facts.Select(Of)]),
        _ => throw new ArgumentOutOfRangeException(nameof(fact)),
    };

    /// <summary>A variable is what its declaration says.</summary>
    public BoolExpr InRange(Term.Variable variable) => Context.MkAnd(
        AtMost(new Term.Constant(variable.Least), variable), AtMost(variable, new Term.Constant(variable.Most)));

    /// <summary>Z3 takes large numbers as text.</summary>
    protected static string Digits(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Terms as integers, which never wrap.</summary>
internal sealed class IntegerTerms(Context context) : ProofTerms(context)
{
    public override Expr Of(Term term) => Number(term);

    protected override BoolExpr AtMost(Term a, Term b) => Context.MkLe(Number(a), Number(b));

    private ArithExpr Number(Term term) => term switch
    {
        Term.Constant t => Context.MkInt(Digits(t.Value)),
        Term.Variable t => Context.MkIntConst(t.Name),
        Term.Sum t => Context.MkAdd(Number(t.A), Number(t.B)),
        Term.Difference t => Context.MkSub(Number(t.A), Number(t.B)),
        Term.Product t => Context.MkMul(Number(t.A), Number(t.B)),
        Term.Quotient t => Context.MkDiv(Number(t.A), Context.MkInt(Digits(t.Divisor))),
        Term.Smaller t => (ArithExpr)Context.MkITE(AtMost(t.A, t.B), Number(t.A), Number(t.B)),
        Term.CommonBits => throw new ArgumentException("integers have no bits; the conjecture needs a width", nameof(term)),
        _ => throw new ArgumentOutOfRangeException(nameof(term)),
    };
}

/// <summary>Terms as unsigned bit vectors, which wrap as the kernel's types do.</summary>
internal sealed class WrappingTerms(Context context, int widthBits) : ProofTerms(context)
{
    private readonly uint _width = (uint)widthBits;

    public override Expr Of(Term term) => Bits(term);

    protected override BoolExpr AtMost(Term a, Term b) => Context.MkBVULE(Bits(a), Bits(b));

    private BitVecExpr Bits(Term term) => term switch
    {
        Term.Constant t => Context.MkBV(Digits(t.Value), _width),
        Term.Variable t => Context.MkBVConst(t.Name, _width),
        Term.Sum t => Context.MkBVAdd(Bits(t.A), Bits(t.B)),
        Term.Difference t => Context.MkBVSub(Bits(t.A), Bits(t.B)),
        Term.Product t => Context.MkBVMul(Bits(t.A), Bits(t.B)),
        Term.Quotient t => Context.MkBVUDiv(Bits(t.A), Context.MkBV(Digits(t.Divisor), _width)),
        Term.CommonBits t => Context.MkBVAND(Bits(t.A), Bits(t.B)),
        Term.Smaller t => (BitVecExpr)Context.MkITE(AtMost(t.A, t.B), Bits(t.A), Bits(t.B)),
        _ => throw new ArgumentOutOfRangeException(nameof(term)),
    };
}
