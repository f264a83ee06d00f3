using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Explaining.Histories;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Report;

/// <summary>
/// Both sides of a finding beside each other, a row a step. What both do stands once over both columns; of the other rows each line that one side
/// alone has is marked. The script lets a reader step through it; without it all rows are there.
/// </summary>
internal static class TraceTable
{
    /// <summary>Nothing where both sides are the same.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="traces">Both sides.</param>
    /// <param name="pageSize">The scenario's.</param>
    /// <param name="id">Unique on the page.</param>
    public static void Write(Page page, Comparison traces, PageSize pageSize, string id)
    {
        Row[] rows = [.. traces.Steps.Select(row => Of(row, pageSize)), .. traces.Merges.Select(Of), .. traces.Answers.SelectMany(Of)];
        if (!rows.Any(row => row.Differs))
        {
            return;
        }

        PageParts.Table(page, id, "Both sides, step by step; ≠ and * mark what differs", ["step", traces.Left, traces.Right], () =>
        {
            foreach (Row row in rows)
            {
                page.Open("tr", () => Write(page, row), ("class", row.Differs ? "differs" : "same"));
            }
        });
    }

    private static void Write(Page page, Row row)
    {
        PageParts.RowHead(page, row.Differs ? $"≠ {row.Head}" : row.Head);
        if (!row.Differs)
        {
            page.Open("td", () => Lines(page, row.Left, row.Left), ("colspan", "2"));
            return;
        }

        page.Open("td", () => Lines(page, row.Left, row.Right));
        page.Open("td", () => Lines(page, row.Right, row.Left));
    }

    private static void Lines(Page page, string[] lines, string[] others)
    {
        foreach (string line in lines)
        {
            if (others.Contains(line))
            {
                page.Element("div", line, ("class", "trace-line"));
            }
            else
            {
                page.Open("div", () => page.Element("mark", $"* {line}"), ("class", "trace-line"));
            }
        }
    }

    private static Row Of(HistoryRow row, PageSize pageSize) => new(
        row.Number is { } number ? $"steps[{number}] {LifeWords.Of(row.Step)}" : LifeWords.Of(row.Step),
        [.. OutcomeText.Lines(row.Outcomes[0].Outcome, pageSize)],
        [.. OutcomeText.Lines(row.Outcomes[1].Outcome, pageSize)],
        row.Verdict != RowVerdict.Same);

    private static Row Of(ComparedMerge merge) =>
        new($"merged with {merge.Device}", [.. MergeWords.Lines(merge.Left)], [.. MergeWords.Lines(merge.Right)], merge.Differs);

    private static IEnumerable<Row> Of(ComparedAnswer answer)
    {
        (string left, string right) = (CheckJson.Describe(answer.Left), CheckJson.Describe(answer.Right));
        if (left == right && !answer.Segments.Any(segment => segment.Differs))
        {
            yield break;
        }

        yield return new Row("answer", [left], [right], left != right);
        foreach (ComparedSegment segment in answer.Segments)
        {
            yield return new Row($"segments[{segment.Index}]", Of(segment.Left), Of(segment.Right), segment.Differs);
        }

        if (answer.Elided > 0)
        {
            yield return new Row("…", [$"{Words.Count(answer.Elided)} more of the longer table"], [], Differs: false);
        }
    }

    private static string[] Of(Segment? segment) =>
        segment is { } s ? [$"{Words.Hex(s.AddressBytes)} + {Words.Bytes(s.LengthBytes)}"] : ["none"];

    /// <summary>One step.</summary>
    private sealed record Row(string Head, string[] Left, string[] Right, bool Differs);
}
