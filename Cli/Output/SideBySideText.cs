using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Explaining.Histories;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Output;

/// <summary>
/// Both sides of a finding in two columns of 80 together. Steps at which both do the same stand there once; of the others each line that one side alone has
/// is marked with a star.
/// </summary>
internal static class SideBySideText
{
    private const int Width = 80;
    private const int Indent = 5;
    private const int Column = (Width - Indent - 3) / 2;

    /// <summary>Nothing where both sides are the same.</summary>
    public static IEnumerable<string> Lines(Comparison comparison, PageSize pageSize)
    {
        string[] body =
        [
            .. comparison.Steps.Any(row => row.Verdict != RowVerdict.Same) ? comparison.Steps.SelectMany(row => Step(row, pageSize)) : [],
            .. comparison.Merges.SelectMany(Merge),
            .. comparison.Answers.SelectMany(Answer),
        ];
        return body.Length == 0 ? [] : [Two(comparison.Left, comparison.Right), .. body];
    }

    private static IEnumerable<string> Step(HistoryRow row, PageSize pageSize)
    {
        bool isSame = row.Verdict == RowVerdict.Same;
        yield return $"{(isSame ? ' ' : '!')}{row.Number,3} {LifeWords.Of(row.Step)}{(isSame ? "" : $": {LifeWords.Of(row.Verdict)}")}";
        string[] left = [.. OutcomeText.Lines(row.Outcomes[0].Outcome, pageSize)];
        string[] right = [.. OutcomeText.Lines(row.Outcomes[1].Outcome, pageSize)];
        foreach (string line in isSame ? left.SelectMany(one => Wrapped($"  {one}", Width - Indent)).Select(one => new string(' ', Indent) + one) : Both(left, right))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Merge(ComparedMerge merge) =>
    [
        $"{(merge.Differs ? '!' : ' ')}    merged with {merge.Device}",
        .. Both([.. MergeWords.Lines(merge.Left)], [.. MergeWords.Lines(merge.Right)]),
    ];

    private static IEnumerable<string> Answer(ComparedAnswer answer)
    {
        (string left, string right) = (CheckJson.Describe(answer.Left), CheckJson.Describe(answer.Right));
        if (left == right && !answer.Segments.Any(segment => segment.Differs))
        {
            return [];
        }

        string more = answer.Elided == 0 ? "" : $"{new string(' ', Indent)}  … {answer.Elided} more of the longer table";
        return
        [
            .. Both([left], [right]),
            .. answer.Segments.Select(s => Two(Cell(s.Left, s.Differs), Cell(s.Right, s.Differs), $"{(s.Differs ? '!' : ' ')}{s.Index,3} ")),
            .. more.Length == 0 ? [] : new[] { more },
        ];
    }

    private static string Cell(Segment? segment, bool differs) =>
        segment is { } s ? $"{(differs ? '*' : ' ')} {Words.Hex(s.AddressBytes)} + {Words.Bytes(s.LengthBytes)}" : "";

    private static IEnumerable<string> Both(string[] left, string[] right)
    {
        string[] lefts = [.. left.SelectMany(line => Wrapped($"{Mark(line, right)} {line}", Column))];
        string[] rights = [.. right.SelectMany(line => Wrapped($"{Mark(line, left)} {line}", Column))];
        return Enumerable.Range(0, Math.Max(lefts.Length, rights.Length))
            .Select(i => Two(lefts.ElementAtOrDefault(i) ?? "", rights.ElementAtOrDefault(i) ?? ""));
    }

    private static char Mark(string line, string[] others) => others.Contains(line) ? ' ' : '*';

    private static string Two(string left, string right, string lead = "") =>
        $"{lead.PadRight(Indent)}{left.PadRight(Column)} | {right}".TrimEnd();

    /// <summary>Broken at spaces, and within a word that is longer than a column; what follows is indented.</summary>
    private static IEnumerable<string> Wrapped(string line, int width)
    {
        string rest = line;
        while (rest.Length > width)
        {
            int space = rest.LastIndexOf(' ', width);
            int cut = space > width / 2 ? space : width;
            yield return rest[..cut];
            rest = $"      {rest[cut..].TrimStart()}";
        }

        yield return rest;
    }
}
