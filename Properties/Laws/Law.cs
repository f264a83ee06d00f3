using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws;

/// <summary>Something that must hold for every scenario.</summary>
/// <param name="Name">The name used in tests, reports and on the command line.</param>
/// <param name="Equation">The law in one line, as README prints it.</param>
/// <param name="NeedsSolver">Whether the law cannot be looked at without the solver.</param>
/// <param name="Check">Looks at one case. Pure: the same case and voters give the same result.</param>
public sealed record Law(string Name, string Equation, bool NeedsSolver, Func<Case, LawResult> Check)
{
    /// <summary>Which scenarios it speaks of at all: the others are not shown to it.</summary>
    public LawSubject Subject { get; init; }

    /// <summary>Whether the law compares the solver with a second one, and so cannot be looked at without both.</summary>
    public bool NeedsSecondSolver { get; init; }

    /// <summary>Whether everybody is there whom the law has to ask.</summary>
    public bool CanBeAsked(Voters voters) =>
        (!NeedsSolver || voters.Solver is not null) && (!NeedsSecondSolver || voters.SecondSolver is not null);

    /// <summary>Whether a scenario is one of these.</summary>
    public bool SpeaksOf(Scenario scenario) => Subject switch
    {
        LawSubject.Questions => scenario.Steps.Count == 0,
        LawSubject.Lifecycle => scenario.Steps.Count > 0,
        LawSubject.Everything => true,
        _ => throw new InvalidOperationException($"{Name} speaks of nothing"),
    };
}

/// <summary>What a law is about.</summary>
public enum LawSubject
{
    /// <summary>Scenarios without steps.</summary>
    Questions,

    /// <summary>Scenarios with steps.</summary>
    Lifecycle,

    /// <summary>All scenarios.</summary>
    Everything,
}
