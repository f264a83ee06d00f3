using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws;

/// <summary>One scenario and what is asked of it more than once, computed once for all laws. Not thread-safe.</summary>
public sealed class Case(Scenario scenario, Voters voters)
{
    private readonly List<(IVoter Voter, TableQuestion Question, TableVote Vote)> _votes = [];
    private readonly List<(TableQuestion Question, SolverReport Answer)> _solved = [];

    /// <summary>What was drawn.</summary>
    public Scenario Scenario { get; } = scenario;

    /// <summary>Who is asked.</summary>
    public Voters Voters { get; } = voters;

    /// <summary>The scenario's question.</summary>
    public Question Question { get; } = Question.Of(scenario);

    /// <summary>Each device's limits under the scenario's policy, in order.</summary>
    public IReadOnlyList<ResolvedLimits> Limits { get; } =
        [.. scenario.Devices.Select(d => d.Limits.Resolve(scenario.Policy.Defaults))];

    /// <summary>The parts that ask about a given storage and one table.</summary>
    public IEnumerable<LayoutQuestion> Layouts => Question.Parts.OfType<LayoutQuestion>();

    /// <summary>A voter's answer, asked once for each question object.</summary>
    public TableVote Vote(IVoter voter, TableQuestion question)
    {
        foreach (var known in _votes)
        {
            if (ReferenceEquals(known.Voter, voter) && ReferenceEquals(known.Question, question))
            {
                return known.Vote;
            }
        }

        TableVote vote = voter.Answer(question);
        _votes.Add((voter, question, vote));
        return vote;
    }

    /// <summary>The solver's answer with evidence, asked once for each question object. Only for laws that need the solver.</summary>
    public SolverReport Solved(TableQuestion question)
    {
        foreach (var known in _solved)
        {
            if (ReferenceEquals(known.Question, question))
            {
                return known.Answer;
            }
        }

        ISolverVoter solver = Voters.Solver
            ?? throw new InvalidOperationException("a law that needs the solver was asked without one");
        SolverReport answer = solver.Explain(question);
        _solved.Add((question, answer));
        return answer;
    }
}
