using DmabufVerify.Properties.Coverage;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Running;

/// <summary>What a run has seen up to a moment.</summary>
/// <param name="Drawn">Scenarios drawn.</param>
/// <param name="Elapsed">Wall time.</param>
/// <param name="Tallies">One for each law, in the order of the settings.</param>
/// <param name="Cells">Shares of the kinds of cases.</param>
/// <param name="TimeShares">What share of the laws' time each took, from 0 to 1, in the order of the tallies.</param>
/// <param name="Broken">The laws with a counterexample.</param>
/// <param name="Simplified">Counterexamples that are shrunk; it begins when the last scenario was looked at.</param>
/// <param name="ToSimplify">Counterexamples to shrink; 0 before that.</param>
public sealed record RunCounts(
    long Drawn,
    TimeSpan Elapsed,
    ValueList<LawTally> Tallies,
    ValueList<CellShare> Cells,
    ValueList<double> TimeShares,
    ValueList<Law> Broken,
    int Simplified,
    int ToSimplify)
{
    /// <summary>Laws that some case said something about.</summary>
    public int LawsLookedAt => Tallies.Count(tally => tally.LookedAt > 0);

    /// <summary>Kinds of cases that are too rare so far; at the start of a run most are.</summary>
    public IEnumerable<CellShare> TooRare => Cells.Where(share => share.IsTooRare);
}
