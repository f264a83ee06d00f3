using DmabufVerify.Properties.Corpus;
using DmabufVerify.Properties.Coverage;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Running;

/// <summary>What a run saw.</summary>
/// <param name="Settings">What was asked for.</param>
/// <param name="Scenarios">Scenarios drawn.</param>
/// <param name="SolverScenarios">Of those, the ones the solver voted on.</param>
/// <param name="Tallies">One for each law, in the order of the settings.</param>
/// <param name="Cells">Shares of the kinds of cases.</param>
/// <param name="Findings">For each law the earliest case drawn, shrunk, and the first of the corpus that fails in another way.</param>
/// <param name="Elapsed">Wall time, shrinking included.</param>
/// <param name="Interrupted">Whether the run was stopped before its budget was spent.</param>
public sealed record RunReport(
    RunSettings Settings,
    long Scenarios,
    long SolverScenarios,
    ValueList<LawTally> Tallies,
    ValueList<CellShare> Cells,
    ValueList<Finding> Findings,
    TimeSpan Elapsed,
    bool Interrupted)
{
    /// <summary>What came of asking a second solver; <see langword="null"/> when none was to be asked.</summary>
    public CrossReport? CrossCheck { get; init; }

    /// <summary>The cases kept by earlier runs; <see langword="null"/> where none were asked for.</summary>
    public CorpusReport? Corpus { get; init; }

    /// <summary>
    /// What share of the laws' time each took, from 0 to 1, in the order of the tallies; measured on a sample. What several laws ask for counts for
    /// the first that does. Empty when nobody measured.
    /// </summary>
    public ValueList<double> TimeShares { get; init; } = [];

    /// <summary>Cells with too few cases for the run to mean what it says.</summary>
    public IEnumerable<CellShare> Starved => Cells.Where(c => c.IsStarved);

    /// <summary>Laws that no case said anything about.</summary>
    public IEnumerable<LawTally> NeverLookedAt => Tallies.Where(t => t.LookedAt == 0);
}
