using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Running;

/// <summary>Looks at one scenario under one law, and makes a finding of a failure.</summary>
public static class Examination
{
    /// <summary>The conjunct, of any law, that an exception breaks.</summary>
    public const string NoVoterThrows = "no voter throws";

    /// <summary>A law's result; an exception out of a voter is a violation like any other, since voters must not throw.</summary>
    public static LawResult Check(Law law, Case c)
    {
        try
        {
            return law.Check(c);
        }
        catch (Exception e) when (IsVotersFault(e))
        {
            return LawResult.Violated(NoVoterThrows, "an answer", $"{e.GetType().Name}: {e.Message}");
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
        IVoter[] all = [.. voters.All.Select(v => new Guarded(v))];
        // A history is not a question: its law says who is wrong.
        ValueList<Ballot> ballots = shrunk.Scenario.Steps.Count > 0
            ? []
            : [.. Question.Of(shrunk.Scenario).Parts.Select(part => Ballot.Of(part, all))];
        return new Finding(law, violation, failing, token, shrunk, ballots);
    }

    /// <summary>Whether an exception is a voter's defect, and not the machine at its end.</summary>
    internal static bool IsVotersFault(Exception e) => e is not (OutOfMemoryException or InsufficientExecutionStackException);

    /// <summary>A voter whose exceptions are votes: a finding about one that throws must still be shown.</summary>
    private sealed class Guarded(IVoter voter) : IVoter
    {
        public string Name => voter.Name;

        public TableVote Answer(TableQuestion question)
        {
            try
            {
                return voter.Answer(question);
            }
            catch (Exception e) when (IsVotersFault(e))
            {
                return TableVote.Unknown($"throws {e.GetType().Name}: {e.Message}");
            }
        }
    }
}
