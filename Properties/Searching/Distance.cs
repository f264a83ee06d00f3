namespace DmabufVerify.Properties.Searching;

/// <summary>
/// How far a scenario is from what is looked for: 0 exactly where the expression holds. The sum of what has to hold together, the least of
/// alternatives.
/// </summary>
public static class Distance
{
    /// <summary>What an answer costs that is wrong, however near it is to turning.</summary>
    private const double Wrong = 0.1;

    /// <summary>0 or more.</summary>
    public static double Of(Expression expression, ScenarioFacts facts) => Of(expression, facts, wanted: true);

    private static double Of(Expression expression, ScenarioFacts facts, bool wanted) => expression switch
    {
        Expression.Says says => (facts.Verdict(says.Asking) == says.Verdict) == wanted ? 0 : Wrong + facts.Margin(says.Asking),
        Expression.Counts counts => IsSo(counts, facts) == wanted ? 0 : Wrong + Apart(facts.Number(counts.Measure), counts.Number),
        Expression.Not negation => Of(negation.Inner, facts, !wanted),
        Expression.And both => wanted ? Sum(both.Left, both.Right, facts, wanted) : Least(both.Left, both.Right, facts, wanted),
        Expression.Or either => wanted ? Least(either.Left, either.Right, facts, wanted) : Sum(either.Left, either.Right, facts, wanted),
        _ => throw new ArgumentOutOfRangeException(nameof(expression)),
    };

    private static double Sum(Expression left, Expression right, ScenarioFacts facts, bool wanted) =>
        Of(left, facts, wanted) + Of(right, facts, wanted);

    private static double Least(Expression left, Expression right, ScenarioFacts facts, bool wanted) =>
        Math.Min(Of(left, facts, wanted), Of(right, facts, wanted));

    private static bool IsSo(Expression.Counts counts, ScenarioFacts facts)
    {
        ulong number = facts.Number(counts.Measure);
        return counts.Comparison switch
        {
            Comparison.Equal => number == counts.Number,
            Comparison.AtMost => number <= counts.Number,
            Comparison.AtLeast => number >= counts.Number,
            _ => throw new ArgumentOutOfRangeException(nameof(counts)),
        };
    }

    private static double Apart(ulong a, ulong b) => (Math.Max(a, b) - Math.Min(a, b)) / (1.0 + Math.Max(a, b));
}
