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

    /// <summary>The sum of all.</summary>
    public ArithExpr Add(params ArithExpr[] terms) => Own(Context.MkAdd(terms));

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
