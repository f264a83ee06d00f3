using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Explaining;

/// <summary>The verdict in one sentence that names devices and limits, and who says so.</summary>
internal static class Answer
{
    public static IEnumerable<string> Lines(Decision decision) => Markdown.Paragraph($"{Sentence(decision)} {Voters(decision)}");

    /// <summary>The title of a report.</summary>
    public static string Title(Decision decision)
    {
        string who = Markdown.List([.. decision.Scenario.Devices.Select(d => d.Name)]);
        string size = $"a buffer of {Words.Bytes(decision.Scenario.BufferSizeBytes)}";
        string verb = decision.Scenario.Devices.Count > 1 ? "share" : "use";
        return decision.Verdict switch
        {
            _ when decision.Scenario.Devices.Count == 0 => $"Nobody asks for {size}",
            Verdict.Sat => $"{who} can {verb} {size}",
            Verdict.Unsat => $"{who} cannot {verb} {size}",
            Verdict.Unknown => $"Not decided: whether {who} can {verb} {size}",
            _ => throw new ArgumentOutOfRangeException(nameof(decision)),
        };
    }

    private static string Sentence(Decision decision) => decision switch
    {
        { Scenario.Devices.Count: 0 } => $"Yes, trivially: {Words.NothingAsked}.",
        { IsContested: true } => "Not decided: the voters contradict each other, so one of them is wrong.",
        { Verdict: Verdict.Sat } when decision.Tables.Any(t => t.Copying is { Segments: > 0 }) =>
            $"Yes, but not without a copy: there is a table for {(decision.Scenario.Devices.Count > 1 ? "every device" : "it")}.",
        { Verdict: Verdict.Sat } => $"Yes: there is a table for {(decision.Scenario.Devices.Count > 1 ? "every device" : "it")}.",
        { Verdict: Verdict.Unsat, HasCore: false } => "No, and no limit of a device is in the way.",
        { Verdict: Verdict.Unsat } => $"No: {Markdown.List([.. decision.Core.Select(pair => Limit(pair, decision)), .. decision.HeapCore.Select(HeapPhrases.Whole)])}"
            + $"{(decision.Core.Count + decision.HeapCore.Count > 1 ? ", which cannot be met together" : "")}.",
        _ => $"Not decided: {string.Join("; ", decision.UnknownReasons.Distinct())}.",
    };

    private static string Limit(CorePair pair, Decision decision) => LimitPhrases.Whole(pair, decision.RestsOn.Contains(pair));

    private static string Voters(Decision decision) =>
        decision.VoterVerdicts.Select(v => v.Verdict).Distinct().Count() == 1
            ? $"All voters ({string.Join(", ", decision.VoterVerdicts.Select(v => v.Voter))}) say {Words.Of(decision.VoterVerdicts[0].Verdict)}."
            : $"Votes: {string.Join(", ", decision.VoterVerdicts.Select(v => $"{v.Voter} {Words.Of(v.Verdict)}"))}.";
}
