using DmabufVerify.Properties.Running;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Corpus;

/// <summary>What a run made of the cases kept by earlier ones, and what it kept itself.</summary>
/// <param name="Folder">Where they are.</param>
/// <param name="Trials">The cases of the run's laws, tried before anything was drawn.</param>
/// <param name="LeftOut">Cases with a planted defect that this run does not have.</param>
/// <param name="Kept">Files that the run wrote.</param>
public sealed record CorpusReport(string Folder, ValueList<CorpusTrial> Trials, int LeftOut, ValueList<string> Kept)
{
    /// <summary>Cases that came out so.</summary>
    public int Count(CorpusOutcome outcome) => Trials.Count(trial => trial.Outcome == outcome);

    /// <summary>
    /// The report of a run that tried these cases first. They count in the tallies of their laws. Of the cases of one law that fail, the first is a
    /// finding; what was drawn and is the same failure as any of them is none besides.
    /// </summary>
    /// <param name="drawn">What the run saw of what it drew.</param>
    /// <param name="known">Findings about <see cref="Trials"/>.</param>
    public RunReport With(RunReport drawn, IReadOnlyList<Finding> known) => drawn with
    {
        Corpus = this,
        Tallies = [.. drawn.Tallies.Select(Counted)],
        Findings = [.. known, .. drawn.Findings.Where(finding => !IsKnown(finding))],
    };

    /// <summary>Whether a case that fails is the same failure.</summary>
    public bool IsKnown(Finding finding) => Trials.Any(trial =>
        trial.Outcome == CorpusOutcome.Fails && trial.Entry.Key == CorpusEntry.Of(finding, trial.Entry.Fault).Key);

    private LawTally Counted(LawTally tally) =>
        Trials.Where(trial => trial.Entry.Law == tally.Law).Aggregate(tally, (sum, trial) => sum.With(trial.Result.Outcome));
}
