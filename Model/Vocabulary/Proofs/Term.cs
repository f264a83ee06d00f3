namespace DmabufVerify.Vocabulary;

/// <summary>
/// A number in a <see cref="Conjecture"/>, which says whether arithmetic is that of the integers or wraps. Closed: a new kind is a new
/// arm in the prover and in whoever evaluates.
/// </summary>
public abstract record Term
{
    private Term()
    {
    }

    /// <summary>A number as it stands.</summary>
    public sealed record Constant(ulong Value) : Term;

    /// <summary>Any number of a range, both ends included.</summary>
    public sealed record Variable(string Name, ulong Least, ulong Most) : Term;

    /// <summary>a + b.</summary>
    public sealed record Sum(Term A, Term B) : Term;

    /// <summary>a - b.</summary>
    public sealed record Difference(Term A, Term B) : Term;

    /// <summary>a * b.</summary>
    public sealed record Product(Term A, Term B) : Term;

    /// <summary>floor(a / divisor); the divisor is a constant above zero.</summary>
    public sealed record Quotient(Term A, ulong Divisor) : Term;

    /// <summary>The bits that both have. Only where arithmetic has a width.</summary>
    public sealed record CommonBits(Term A, Term B) : Term;

    /// <summary>The smaller one.</summary>
    public sealed record Smaller(Term A, Term B) : Term;
}

/// <summary>What can be true of numbers. Closed, as <see cref="Term"/> is.</summary>
public abstract record Fact
{
    private Fact()
    {
    }

    /// <summary>a &lt;= b; unsigned where arithmetic has a width.</summary>
    public sealed record AtMost(Term A, Term B) : Fact;

    /// <summary>a = b.</summary>
    public sealed record Equal(Term A, Term B) : Fact;

    /// <summary>The opposite.</summary>
    public sealed record Not(Fact A) : Fact;

    /// <summary>All of them; true when there are none.</summary>
    public sealed record All(ValueList<Fact> Facts) : Fact;
}
