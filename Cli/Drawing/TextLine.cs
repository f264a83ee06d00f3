namespace DmabufVerify.Cli.Drawing;

/// <summary>What a character of a picture means; how it is coloured is a matter of taste.</summary>
internal enum Ink
{
    /// <summary>Words.</summary>
    Plain,

    /// <summary>Storage.</summary>
    Run,

    /// <summary>Segments.</summary>
    Segment,

    /// <summary>An offence.</summary>
    Bad,

    /// <summary>Addresses, legends, what is left out.</summary>
    Dim,
}

/// <summary>One line of a picture that is written to by column.</summary>
internal sealed class TextLine
{
    private readonly char[] _characters;
    private readonly Ink[] _inks;

    /// <param name="columns">Its length.</param>
    public TextLine(int columns)
    {
        _characters = new char[columns];
        _inks = new Ink[columns];
        Array.Fill(_characters, ' ');
    }

    /// <summary>The line without the spaces at its end.</summary>
    public string Text => new string(_characters).TrimEnd();

    /// <summary>A line of words.</summary>
    public static TextLine Of(string text, Ink ink)
    {
        var line = new TextLine(text.Length);
        line.Put(0, text, ink);
        return line;
    }

    /// <summary>Writes from a column on.</summary>
    public void Put(int column, string text, Ink ink)
    {
        text.CopyTo(_characters.AsSpan(column));
        _inks.AsSpan(column, text.Length).Fill(ink);
    }

    /// <summary>Writes the columns from one up to, and without, another.</summary>
    public void Fill(int from, int to, char character, Ink ink)
    {
        _characters.AsSpan(from, to - from).Fill(character);
        _inks.AsSpan(from, to - from).Fill(ink);
    }

    /// <summary>Writes between two columns in the middle, if there is room for it, a space on either side, and so much of what was there.</summary>
    public bool TryCentre(int from, int to, string text, int beside)
    {
        if (to - from < text.Length + 2 + (2 * beside))
        {
            return false;
        }

        int at = from + ((to - from - text.Length) / 2);
        $" {text} ".CopyTo(_characters.AsSpan(at - 1));
        return true;
    }

    /// <summary>The line in pieces of one ink each, without the spaces at its end.</summary>
    public IEnumerable<(string Text, Ink Ink)> Pieces()
    {
        int length = Text.Length;
        for (int from = 0; from < length;)
        {
            int to = from;
            for (; to < length && _inks[to] == _inks[from]; to++)
            {
            }

            yield return (new string(_characters, from, to - from), _inks[from]);
            from = to;
        }
    }
}
