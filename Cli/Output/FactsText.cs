using DmabufVerify.Properties.Searching;

namespace DmabufVerify.Cli.Output;

/// <summary>What an expression speaks of, as it is in one scenario: "shared unsat, tailored sat, devices 2".</summary>
internal static class FactsText
{
    public static string Of(Expression expression, ScenarioFacts facts) =>
        string.Join(", ", Atoms(expression).Select(atom => Value(atom, facts)).Distinct());

    private static string Value(Expression atom, ScenarioFacts facts) => atom switch
    {
        Expression.Says says => $"{ExpressionWords.Of(says.Asking)} {Words.Of(facts.Verdict(says.Asking))}",
        Expression.Counts counts => $"{ExpressionWords.Of(counts.Measure)} {facts.Number(counts.Measure)}",
        _ => throw new ArgumentOutOfRangeException(nameof(atom)),
    };

    private static IEnumerable<Expression> Atoms(Expression expression) => expression switch
    {
        Expression.Not negation => Atoms(negation.Inner),
        Expression.And both => Atoms(both.Left).Concat(Atoms(both.Right)),
        Expression.Or either => Atoms(either.Left).Concat(Atoms(either.Right)),
        _ => [expression],
    };
}
