using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Voting;

/// <summary>The three who are asked.</summary>
/// <param name="Spec">The executable specification.</param>
/// <param name="Optimised">The implementation under test.</param>
/// <param name="Solver">Z3, or <see langword="null"/> where no native library could be loaded or nobody wants to wait for it.</param>
public sealed record Voters(IRules Spec, IRules Optimised, ISolverVoter? Solver)
{
    /// <summary>The engine with a gate of the caller's choice, for what threads do at once.</summary>
    public Func<Scenario, EngineGate, IDmaBuf> ConcurrentEngine { get; init; } = (scenario, gate) => new EngineBuffer(scenario, gate: gate);

    /// <summary>How a scenario is put to them. All are told the same, so that a mistake here is one that no vote shows.</summary>
    public Func<Scenario, Question> Asking { get; init; } = Question.Of;

    /// <summary>The two that have functions to compare, not only votes.</summary>
    public IEnumerable<IRules> Rules => [Spec, Optimised];

    /// <summary>
    /// Another solver that is asked what <see cref="Solver"/> is asked, to check it; <see langword="null"/>: nobody does. It has no vote unless
    /// it is asked for: it is slow, and gives a verdict and nothing else.
    /// </summary>
    public IVoter? SecondSolver { get; init; }

    /// <summary>Everybody who votes.</summary>
    public IEnumerable<IVoter> All => Solver is null ? [Spec, Optimised] : [Spec, Optimised, Solver];

    /// <summary>These and the second solver, last.</summary>
    public IEnumerable<IVoter> Everybody => SecondSolver is null ? All : [.. All, SecondSolver];
}
