namespace DmabufVerify.Cli.Output;

/// <summary>Long lines broken for a terminal.</summary>
internal static class Folded
{
    private const int Width = 80;

    /// <summary>Breaks a line where the separator stands, and indents what follows by two more.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="text">One line.</param>
    /// <param name="separator">Ends in the space that a line break takes the place of.</param>
    /// <param name="indent">Before the first line.</param>
    public static void Write(TextWriter output, string text, string separator, string indent = "")
    {
        string line = "";
        foreach (string item in text.Split(separator))
        {
            string longer = line.Length == 0 ? indent + item : $"{line}{separator}{item}";
            if (line.Length > 0 && longer.Length >= Width)
            {
                output.WriteLine($"{line}{separator}".TrimEnd());
                longer = $"{indent}  {item}";
            }

            line = longer;
        }

        output.WriteLine(line);
    }
}
