using DmabufVerify.Properties.Corpus;

namespace DmabufVerify.Cli.Output;

/// <summary>What a run of check made of the kept cases.</summary>
internal sealed record CorpusReportJson(
    string Folder, int Cases, int StillFail, int NoLongerFail, int Undecided, int LeftOut, IReadOnlyList<string> Failing, IReadOnlyList<string> Kept)
{
    public static CorpusReportJson Of(CorpusReport report) => new(
        report.Folder,
        report.Trials.Count,
        report.Count(CorpusOutcome.Fails),
        report.Trials.Count(trial => trial.FailsNoLonger),
        report.Count(CorpusOutcome.Undecided),
        report.LeftOut,
        [.. report.Trials.Where(trial => trial.Outcome == CorpusOutcome.Fails).Select(trial => trial.File)],
        [.. report.Kept]);
}
