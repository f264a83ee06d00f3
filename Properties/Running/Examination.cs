using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Running;

/// <summary>Looks at one scenario under one law, and makes a finding of a failure.</summary>
public static class Examination
{
    /// <summary>A law's result; an exception out of a voter is a violation like any other, since voters must not throw.</summary>
    public static LawResult Check(Law law, Case c)
    {
        try
        {
            return law.Check(c);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or InsufficientExecutionStackException))
        {
            return LawResult.Violated("no voter throws", "an answer", $"{e.GetType().Name}: {e.Message}");
        }
    }

    /// <summary>Shrinks a failing scenario and asks everybody about what is left. The scenario must fail the law.</summary>
    public static Finding Examine(Law law, Scenario failing, ReplayToken? token, Voters voters, int shrinkBudget)
    {
        Violation? Violates(Scenario scenario) => Check(law, new Case(scenario, voters)).Violation;

        Violation first = Violates(failing)
            ?? throw new ArgumentException("the scenario does not fail the law", nameof(failing));
        Shrunk shrunk = Shrinker.Shrink(failing, s => Violates(s)?.Conjunct == first.Conjunct, shrinkBudget);
        Violation violation = Violates(shrunk.Scenario)
            ?? throw new InvalidOperationException($"{law.Name} changes its mind about one scenario");
        ValueList<Ballot> ballots = [.. Question.Of(shrunk.Scenario).Parts.Select(part => Ballot.Of(part, voters.All))];
        return new Finding(law, violation, failing, token, shrunk, ballots);
    }
}
