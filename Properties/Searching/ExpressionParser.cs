using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Properties.Searching;

/// <summary>What is wrong with an expression.</summary>
/// <param name="Column">Where, from 1; one behind the end for what is missing there.</param>
/// <param name="Message">What was expected, and perhaps what was meant.</param>
public sealed record ExpressionProblem(int Column, string Message);

/// <summary>What came of reading an expression: exactly one of the two is set.</summary>
public sealed record ParsedExpression(Expression? Value, ExpressionProblem? Problem)
{
    /// <summary>Whether it could be read.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsOk => Value is not null;
}

/// <summary>
/// Recursive descent, one method for each rule of the grammar in docs/find.md: <c>or</c> binds least, then <c>and</c>, then <c>not</c>.
/// Both are left-associative.
/// </summary>
public sealed class ExpressionParser
{
    /// <summary>Parentheses and negations within one another; deeper ones are refused, for the parser calls itself.</summary>
    private const int MostDepth = 100;

    private readonly IReadOnlyList<ExpressionToken> _tokens;
    private int _next;
    private int _depth;

    private ExpressionParser(string text) => _tokens = ExpressionLexer.Tokens(text);

    private ExpressionToken Next => _tokens[_next];

    /// <summary>Reads a whole text.</summary>
    public static ParsedExpression Parse(string text)
    {
        var parser = new ExpressionParser(text);
        try
        {
            Expression whole = parser.Disjunction();
            return parser.Next.Text.Length == 0
                ? new ParsedExpression(whole, null)
                : new ParsedExpression(null, parser.Expected("and, or, or the end").Problem);
        }
        catch (Mistake mistake)
        {
            return new ParsedExpression(null, mistake.Problem);
        }
    }

    private Expression Disjunction()
    {
        Expression left = Conjunction();
        while (Accept("or"))
        {
            left = new Expression.Or(left, Conjunction());
        }

        return left;
    }

    private Expression Conjunction()
    {
        Expression left = Negation();
        while (Accept("and"))
        {
            left = new Expression.And(left, Negation());
        }

        return left;
    }

    private Expression Negation()
    {
        if (++_depth > MostDepth)
        {
            throw new Mistake(new ExpressionProblem(Next.Column, $"more than {MostDepth} nested parentheses and negations"));
        }

        Expression inner = Accept("not") ? new Expression.Not(Negation()) : Primary();
        _depth--;
        return inner;
    }

    private Expression Primary()
    {
        if (!Accept("("))
        {
            return Atom();
        }

        Expression inner = Disjunction();
        return Accept(")") ? inner : throw Expected(")");
    }

    private Expression Atom()
    {
        ExpressionToken word = Next;
        if (ExpressionWords.Askings.TryGetValue(word.Text, out Asking asking))
        {
            _next++;
            return Accept("=") ? new Expression.Says(asking, Word(ExpressionWords.Verdicts, "sat, unsat or unknown")) : throw Expected("=");
        }

        Measure measure = Word(ExpressionWords.Measures, $"not, ( or one of {string.Join(", ", ExpressionWords.Atoms)}", ExpressionWords.Atoms);
        Comparison comparison = Accept("=") ? Comparison.Equal
            : Accept("<=") ? Comparison.AtMost
            : Accept(">=") ? Comparison.AtLeast
            : throw Expected("=, <= or >=");
        return new Expression.Counts(measure, comparison, Number());
    }

    private ulong Number()
    {
        if (!ulong.TryParse(Next.Text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number))
        {
            throw Expected("a whole number");
        }

        _next++;
        return number;
    }

    private T Word<T>(ImmutableSortedDictionary<string, T> words, string expected, IEnumerable<string>? near = null)
        where T : struct
    {
        if (!words.TryGetValue(Next.Text, out T value))
        {
            throw Expected(expected, Nearest.To(Next.Text, near ?? words.Keys));
        }

        _next++;
        return value;
    }

    private bool Accept(string text)
    {
        bool isThere = Next.Text == text;
        _next += isThere ? 1 : 0;
        return isThere;
    }

    private Mistake Expected(string what, string? near = null)
    {
        string there = Next.Text.Length == 0 ? "the expression ends" : $"\"{Next.Text}\"";
        string meant = near is null ? $"; expected {what}" : $"; did you mean {near}?";
        return new Mistake(new ExpressionProblem(Next.Column, there + meant));
    }

    /// <summary>Leaves the descent at the first mistake; never leaves this class.</summary>
    private sealed class Mistake(ExpressionProblem problem) : Exception(problem.Message)
    {
        public ExpressionProblem Problem { get; } = problem;
    }
}
