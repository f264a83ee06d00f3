using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Corpus;

namespace DmabufVerify.Cli.Corpus;

/// <summary>Kept cases for people.</summary>
internal static class CorpusLines
{
    /// <summary>What a run made of them: a line for all, and one for each that is not as it should be. Nothing where there are none.</summary>
    public static void Write(TextWriter output, CorpusReport report)
    {
        if (report.Trials.Count + report.LeftOut == 0)
        {
            return;
        }

        string[] more =
        [
            .. Some(report.Count(CorpusOutcome.Undecided), "undecided"),
            .. Some(report.LeftOut, "with other planted defects left out"),
        ];
        output.WriteLine(
            $"corpus: {Words.Plural(report.Trials.Count, "case")}, {report.Count(CorpusOutcome.Fails)} still fail, "
            + $"{report.Trials.Count(trial => trial.FailsNoLonger)} no longer fail{string.Concat(more)}");
        foreach (CorpusTrial trial in report.Trials.Where(IsNews))
        {
            output.WriteLine($"  {trial.File}: {State(trial)}");
        }

        if (report.Trials.Any(trial => trial.FailsNoLonger && trial.Entry.Status == CorpusStatus.Open))
        {
            output.WriteLine("  ./verify corpus prune removes what no longer fails");
        }
    }

    /// <summary>One case as it is kept.</summary>
    public static IEnumerable<string> Describe(string file, CorpusEntry entry)
    {
        yield return file;
        yield return $"  {entry.Law.Name}: {entry.Conjunct}";
        yield return $"  {entry.Key.Shape}";
        string planted = entry.Fault is { } fault ? $", {fault} planted" : "";
        string token = entry.Token is { } drawn ? $", token {drawn}" : "";
        string tool = entry.Tool is { } version ? $", tool {version}" : "";
        yield return $"  {CorpusText.Word(entry.Status)}{planted}, size {entry.Size}{token}{tool}";
        if (entry.Note is { } note)
        {
            yield return $"  {note}";
        }

        yield return "";
    }

    /// <summary>One case: what was expected of it, and what is the case.</summary>
    public static string State(CorpusTrial trial) => (trial.Outcome, trial.Entry.Status) switch
    {
        (CorpusOutcome.Fails, CorpusStatus.Open) => $"still fails: {trial.Result.Violation!.Conjunct}",
        (CorpusOutcome.Fails, CorpusStatus.Fixed) => $"was fixed and FAILS AGAIN: {trial.Result.Violation!.Conjunct}",
        (CorpusOutcome.Holds, CorpusStatus.Open) => "no longer fails",
        (CorpusOutcome.Holds, CorpusStatus.Fixed) => "fixed, holds",
        (CorpusOutcome.Silent, _) => "no longer fails: the law does not speak of it any more",
        (CorpusOutcome.Undecided, _) => "undecided: a voter says unknown or is missing",
        _ => throw new ArgumentOutOfRangeException(nameof(trial)),
    };

    private static bool IsNews(CorpusTrial trial) => (trial.Outcome, trial.Entry.Status) is not (CorpusOutcome.Holds, CorpusStatus.Fixed);

    private static IEnumerable<string> Some(int count, string what) => count == 0 ? [] : [$", {count} {what}"];
}
