using DmabufVerify.Cli.Explaining;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Running;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Exporting;

/// <summary>A bug report: for a decision what <c>explain</c> prints, for a counterexample the same in the law's words.</summary>
internal static class MarkdownExport
{
    public static Exported Of(ExportSubject subject) => Exported.Of(subject switch
    {
        DecisionSubject decision => Explanation.Lines(decision.Decision, decision.Replay, Provenance.Lines()),
        FindingSubject finding => Report(finding),
        _ => throw new ArgumentOutOfRangeException(nameof(subject)),
    });

    private static IEnumerable<string> Report(FindingSubject subject) =>
    [
        $"# {CommentText.OneLine(subject.Title)}",
        "",
        .. subject.Facts.SelectMany(fact => Markdown.Item($"{fact.Label}: {Quoted(fact.Text)}")),
        .. Picture(subject.Finding),
        .. Markdown.Heading("The simplest scenario that breaks it"),
        .. Markdown.Paragraph(Simplified(subject.Finding)),
        "",
        .. Markdown.Fenced("json", ScenarioWriter.Write(subject.Scenario).TrimEnd().Split('\n')),
        .. Markdown.Heading("Reproduce"),
        .. Markdown.Verbatim([subject.Replay]),
        .. Markdown.Heading("Provenance"),
        .. Markdown.Paragraph(ExportSubject.ProvenanceLine),
    ];

    /// <summary>As code, since equations are full of what Markdown takes for its own.</summary>
    private static string Quoted(string text) => Markdown.Code(CommentText.OneLine(text).Replace('`', '\''));

    private static IEnumerable<string> Picture(Finding finding) => finding.Violation.Picture is { } picture
        ? ["", .. Markdown.Verbatim(picture.Split('\n'))]
        : [];

    private static string Simplified(Finding finding)
    {
        string origin = finding.Token is { } token ? $"Drawn as {Markdown.Code(token.ToString())}. " : "";
        string cut = finding.Shrunk.Finished ? "" : " The budget was spent then: a simpler one may exist.";
        return $"{origin}Simplified in {Words.Plural(finding.Shrunk.Steps, "step")}, {finding.Shrunk.Tried} looked at.{cut}";
    }
}
