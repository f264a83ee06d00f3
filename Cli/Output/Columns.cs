namespace DmabufVerify.Cli.Output;

/// <summary>One column of a table.</summary>
/// <param name="Head">Its heading.</param>
/// <param name="IsNumber">Numbers are aligned at their last digit.</param>
internal readonly record struct Column(string Head, bool IsNumber = false);

/// <summary>Tables as plain text: a line for each row whatever the terminal's width, and no spaces at its end.</summary>
internal static class Columns
{
    private const string Gap = "  ";

    /// <summary>Writes a heading, a rule and the rows.</summary>
    public static void Write(TextWriter output, IReadOnlyList<Column> columns, IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. columns.Select((column, i) => rows.Select(row => row[i].Length).Append(column.Head.Length).Max())];
        output.WriteLine(Line(columns, widths, [.. columns.Select(column => column.Head)]));
        output.WriteLine(new string('-', widths.Sum() + (Gap.Length * (widths.Length - 1))));
        foreach (string[] row in rows)
        {
            output.WriteLine(Line(columns, widths, row));
        }
    }

    private static string Line(IReadOnlyList<Column> columns, int[] widths, string[] cells) => string.Join(
        Gap,
        cells.Select((cell, i) => columns[i].IsNumber ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd();
}
