using DmabufVerify.Cli.Drawing;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Explaining;

/// <summary>A decision as a text to paste into a bug report: Markdown of at most 80 columns, commands and files aside.</summary>
internal static class Explanation
{
    /// <summary>Layouts in more runs than this are left to the file.</summary>
    private const int MostRunsShown = 16;

    /// <summary>As wide as the text, behind the four spaces that make it stay as it is.</summary>
    private static readonly DrawingStyle Drawn = new(Width: 76);

    /// <param name="decision">What is explained.</param>
    /// <param name="again">The command line that asks the same.</param>
    /// <param name="provenance">Versions and machine.</param>
    /// <param name="picture">Of the storage and the tables, if it is to be shown.</param>
    /// <param name="isAscii">Whether the picture keeps to ASCII.</param>
    /// <param name="free">What does not matter to an unsat answer, where that was looked for.</param>
    public static IEnumerable<string> Lines(
        Decision decision,
        string again,
        IEnumerable<(string Name, string Value)> provenance,
        LayoutDrawing? picture = null,
        bool isAscii = false,
        FreeFields? free = null) =>
    [
        $"# {Answer.Title(decision)}",
        .. Markdown.Heading("Asked"),
        .. Asked.Lines(decision.Scenario),
        .. Markdown.Heading("Answer"),
        .. Answer.Lines(decision),
        .. decision.Scenario.Devices.Count == 0 ? [] : Reasons(decision, picture, isAscii),
        .. free is { Checks: > 0 } ? [.. Markdown.Heading("What may be anything"), .. Indifferent.Lines(free)] : (string[])[],
        .. Markdown.Heading("Reproduce"),
        .. Markdown.Verbatim([again]),
        .. Input(decision.Scenario),
        .. Markdown.Heading("Provenance"),
        .. Markdown.Paragraph(string.Join(", ", provenance.Select(p => $"{p.Name} {p.Value}"))),
    ];

    private static IEnumerable<string> Reasons(Decision decision, LayoutDrawing? picture, bool isAscii) =>
    [
        .. Markdown.Heading("Why"),
        .. Why.Lines(decision),
        .. picture is null ? [] : Markdown.Verbatim(TextDrawing.Plain(picture, Drawn with { IsAscii = isAscii })).Prepend(""),
        .. Markdown.Heading("Limits that nobody declared"),
        .. UnsetLimits.Lines(decision),
        .. decision is { Verdict: Verdict.Unsat, HasCore: true } ? [.. Markdown.Heading("What would fix it"), .. Fixes.Lines(decision)] : (string[])[],
    ];

    private static IEnumerable<string> Input(Scenario scenario) => scenario.Layout is { Runs.Count: > MostRunsShown }
        ? []
        : ["", "over this scenario:", "", .. Markdown.Verbatim(ScenarioWriter.Write(scenario).TrimEnd().Split('\n'))];
}
