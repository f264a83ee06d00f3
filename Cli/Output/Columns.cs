using Spectre.Console;

namespace DmabufVerify.Cli.Output;

/// <summary>One column of a table.</summary>
/// <param name="Head">Its heading.</param>
/// <param name="IsNumber">Numbers are aligned at their last digit.</param>
internal readonly record struct Column(string Head, bool IsNumber = false);

/// <summary>Tables as plain text: a line for each row whatever the terminal's width, and no spaces at its end.</summary>
internal static class Columns
{
    /// <summary>Wider than any row, since a row that is broken cannot be searched for.</summary>
    private const int Width = 1000;

    /// <summary>Writes a heading, a rule and the rows.</summary>
    public static void Write(TextWriter output, IReadOnlyList<Column> columns, IReadOnlyList<string[]> rows)
    {
        Table table = new Table().Border(TableBorder.Simple);
        foreach (Column column in columns)
        {
            TableColumn head = new TableColumn(new Text(column.Head)).NoWrap();
            table.AddColumn(column.IsNumber ? head.RightAligned() : head);
        }

        foreach (string[] row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        using var text = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = Width;
        console.Write(table);
        foreach (string line in text.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0))
        {
            output.WriteLine(line);
        }
    }
}
