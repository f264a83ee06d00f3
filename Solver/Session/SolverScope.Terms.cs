using System.Globalization;
using System.Numerics;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>
/// Terms that live as long as their scope. The garbage collector does not see the native memory behind a term, so left to
/// finalizers a long series of questions would grow by a gigabyte before it looked.
/// </summary>
internal sealed partial class SolverScope
{
    private readonly List<Z3Object> _terms = [];

    /// <summary>a &lt;= b.</summary>
    public BoolExpr Le(ArithExpr a, ArithExpr b) => Own(Context.MkLe(a, b));

    /// <summary>a &gt;= b.</summary>
    public BoolExpr Ge(ArithExpr a, ArithExpr b) => Own(Context.MkGe(a, b));

    /// <summary>a = b.</summary>
    public BoolExpr Eq(ArithExpr a, ArithExpr b) => Own(Context.MkEq(a, b));

    /// <summary>The sum of all; SMT-LIB has none of a single term.</summary>
    public ArithExpr Add(params ArithExpr[] terms) => terms is [var only] ? only : Own(Context.MkAdd(terms));

    /// <summary>a - b.</summary>
    public ArithExpr Sub(ArithExpr a, ArithExpr b) => Own(Context.MkSub(a, b));

    /// <summary>A constant times an unknown: everything stays linear.</summary>
    public ArithExpr Mul(IntExpr constant, ArithExpr unknown) => Own(Context.MkMul(constant, unknown));

    /// <summary>All hold.</summary>
    public BoolExpr And(params BoolExpr[] facts) => facts is [var only] ? only : Own(Context.MkAnd(facts));

    /// <summary>At least one holds.</summary>
    public BoolExpr Or(params BoolExpr[] facts) => facts is [var only] ? only : Own(Context.MkOr(facts));

    /// <summary>The opposite holds.</summary>
    public BoolExpr Not(BoolExpr fact) => Own(Context.MkNot(fact));

    /// <summary>Where the first holds, the second does.</summary>
    public BoolExpr Implies(BoolExpr when, BoolExpr then) => Own(Context.MkImplies(when, then));

    /// <summary>An unknown of so many bits.</summary>
    public BitVecExpr Bits(string name, int width) => Own(Context.MkBVConst(name, (uint)width));

    /// <summary>A constant of so many bits.</summary>
    public BitVecExpr Bits(BigInteger value, int width) => Own(Context.MkBV(value.ToString(CultureInfo.InvariantCulture), (uint)width));

    /// <summary>Bits that are set in both.</summary>
    public BitVecExpr Both(BitVecExpr a, BitVecExpr b) => Own(Context.MkBVAND(a, b));

    /// <summary>Bits that are set in at least one.</summary>
    public BitVecExpr Either(BitVecExpr a, BitVecExpr b) => Own(Context.MkBVOR(a, b));

    /// <summary>Bits that are set in the first and not in the second.</summary>
    public BitVecExpr Except(BitVecExpr a, BitVecExpr b) => Both(a, Own(Context.MkBVNot(b)));

    /// <summary>Each bit moved up by so many places; zeros come in.</summary>
    public BitVecExpr Up(BitVecExpr a, int places) => Own(Context.MkBVSHL(a, Bits(places, (int)a.SortSize)));

    /// <summary>Each bit moved down by so many places; zeros come in.</summary>
    public BitVecExpr Down(BitVecExpr a, int places) => Own(Context.MkBVLSHR(a, Bits(places, (int)a.SortSize)));

    /// <summary>a - 1, in as many bits.</summary>
    public BitVecExpr OneLess(BitVecExpr a) => Own(Context.MkBVSub(a, Bits(1, (int)a.SortSize)));

    /// <summary>Whether the bit at this place is set.</summary>
    public BoolExpr IsSet(BitVecExpr a, int place) => Same(Own(Context.MkExtract((uint)place, (uint)place, a)), Bits(1, 1));

    /// <summary>No bit is set.</summary>
    public BoolExpr IsNone(BitVecExpr a) => Same(a, Bits(0, (int)a.SortSize));

    /// <summary>The same bits are set.</summary>
    public BoolExpr Same(BitVecExpr a, BitVecExpr b) => Own(Context.MkEq(a, b));

    /// <summary>The first where the fact holds, else the second.</summary>
    public BitVecExpr If(BoolExpr fact, BitVecExpr then, BitVecExpr otherwise) => (BitVecExpr)Own(Context.MkITE(fact, then, otherwise));

    private T Own<T>(T term)
        where T : Z3Object
    {
        _terms.Add(term);
        return term;
    }

    private void DropTerms()
    {
        foreach (Z3Object term in _terms)
        {
            term.Dispose();
        }
    }
}
