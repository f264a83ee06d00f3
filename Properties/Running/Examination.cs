using System.Diagnostics;
using DmabufVerify.Properties.Explaining;
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

    /// <summary>Wall time after which a shrink is cut off whose every candidate is a process, which may hang until its own time is spent.</summary>
    private static readonly TimeSpan MostTimeWithProcesses = TimeSpan.FromSeconds(30);

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

    /// <summary>
    /// Shrinks a failing scenario and asks everybody about what is left. A voter with a limit of time may answer otherwise when it is asked
    /// again: what was seen is then told as it was, unshrunk.
    /// </summary>
    /// <param name="law">The law it fails.</param>
    /// <param name="failing">The scenario.</param>
    /// <param name="token">Where it came from.</param>
    /// <param name="voters">Who is asked.</param>
    /// <param name="shrinkBudget">Most candidates to look at.</param>
    /// <param name="seen">How it failed; <see langword="null"/>: nobody has looked yet.</param>
    /// <exception cref="ArgumentException">It does not fail, and nobody has seen it fail.</exception>
    public static Finding Examine(
        Law law, Scenario failing, ReplayToken? token, Voters voters, int shrinkBudget, Violation? seen = null)
    {
        Violation? first = Check(law, new Case(failing, voters)).Violation;
        if (first is null)
        {
            Violation once = seen ?? throw new ArgumentException("the scenario does not fail the law", nameof(failing));
            Violation told = once with { Actual = $"{once.Actual}; otherwise when asked again" };
            return new Finding(law, told, failing, token, new Shrunk(failing, 0, 0, Finished: true), BallotsOn(law, failing, voters));
        }

        (Shrunk shrunk, Violation violation) = Shrink(law, failing, first, voters, shrinkBudget);
        var finding = new Finding(law, violation, failing, token, shrunk, BallotsOn(law, shrunk.Scenario, voters));
        return finding with { Drawing = LayoutDrawing.Of(shrunk.Scenario, voters, finding.OddOneOut) };
    }

    private static (Shrunk Shrunk, Violation Violation) Shrink(Law law, Scenario failing, Violation first, Voters voters, int budget)
    {
        long started = Stopwatch.GetTimestamp();
        bool isOutOfTime = false;
        Violation last = first;
        Shrunk shrunk = Shrinker.Shrink(failing, StillFails, budget);
        return (shrunk with { Finished = shrunk.Finished && !isOutOfTime }, last);

        bool StillFails(Scenario candidate)
        {
            isOutOfTime |= law.NeedsSecondSolver && Stopwatch.GetElapsedTime(started) > MostTimeWithProcesses;
            Violation? violation = isOutOfTime ? null : Check(law, new Case(candidate, voters)).Violation;
            if (violation?.Conjunct != first.Conjunct)
            {
                return false;
            }

            last = violation;
            return true;
        }
    }

    private static ValueList<Ballot> BallotsOn(Law law, Scenario scenario, Voters voters)
    {
        // A history is not a question: its law says who is wrong.
        if (scenario.Steps.Count > 0)
        {
            return [];
        }

        IVoter[] all = [.. voters.All.Select(v => new Guarded(v))];
        IVoter? second = law.NeedsSecondSolver && voters.SecondSolver is { } real ? new Guarded(real) : null;
        return
        [
            .. Question.Of(scenario).Parts.Select(part =>
                second is null ? Ballot.Of(part, all) : Ballot.Of(part, all).WithVerdict(second.Name, second.Answer(part))),
        ];
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
