using DmabufVerify.Properties.Explaining;
using Spectre.Console;

namespace DmabufVerify.Cli.Drawing;

/// <summary>
/// A picture for a terminal: the storage and each table as a row, the same bytes above each other, addresses under the borders, offences
/// marked and told in words.
/// </summary>
internal static class TextDrawing
{
    private const int Indent = 2;

    /// <summary>Least width of a part that is to have room for a size and for most addresses.</summary>
    private const int Roomy = 11;

    /// <summary>Least width of a part: its border and something of it.</summary>
    private const int Least = 4;

    /// <summary>Writes the picture.</summary>
    public static void Write(TextWriter output, LayoutDrawing drawing, DrawingStyle style)
    {
        TextLine[] lines = [.. Lines(drawing, style)];
        if (!style.HasColour)
        {
            foreach (TextLine line in lines)
            {
                output.WriteLine(line.Text);
            }

            return;
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });

        // The lines are as long as they may be; nothing else shall break them.
        console.Profile.Width = style.Width + 1;
        foreach (TextLine line in lines)
        {
            var paragraph = new Paragraph();
            foreach ((string text, Ink ink) in line.Pieces())
            {
                paragraph.Append(text, StyleOf(ink));
            }

            console.Write(paragraph);
            console.WriteLine();
        }
    }

    /// <summary>The picture as plain lines.</summary>
    public static IEnumerable<string> Plain(LayoutDrawing drawing, DrawingStyle style) => Lines(drawing, style).Select(line => line.Text);

    private static IEnumerable<TextLine> Lines(LayoutDrawing drawing, DrawingStyle style)
    {
        Glyphs glyphs = style.IsAscii ? Glyphs.Ascii : Glyphs.Unicode;
        int width = style.Width - Indent;
        var axis = Axis.Of(drawing, new AxisMetrics(width - 1, GapWidth(drawing, width), Roomy, Least));
        var rows = new TextRows(drawing, axis, glyphs);
        var labels = new RowLabels(axis, width, unit: 1);
        string Fit(string heading) => heading.Length <= style.Width ? heading : heading[..(style.Width - glyphs.Cut.Length)] + glyphs.Cut;

        yield return TextLine.Of(Fit(DrawingWords.Storage(drawing)), Ink.Plain);
        yield return Shifted(rows.Storage);
        yield return Labelled(labels.AddressesAndLast(drawing.Runs), style);
        foreach (DrawingLane lane in drawing.Lanes)
        {
            yield return TextLine.Of(Fit(DrawingWords.Heading(lane)), Ink.Plain);
            if (lane.Segments.Count > 0)
            {
                yield return Shifted((line, indent) => rows.Table(line, indent, lane));
                IReadOnlyList<Label> marks = labels.Marks(lane, glyphs.Mark);
                if (marks.Count > 0)
                {
                    yield return Labelled(marks, style);
                }

                IReadOnlyList<Label> addresses = labels.Addresses(lane.Segments, lane.Offences.Select(o => o.Where));
                if (addresses.Count > 0)
                {
                    yield return Labelled(addresses, style);
                }
            }

            foreach (string sentence in DrawingWords.Sentences(lane))
            {
                foreach (string line in Folding.Lines(sentence, style.Width - Indent).Select((line, i) => (i == 0 ? $"{glyphs.Mark} " : "  ") + line))
                {
                    yield return TextLine.Of(line, Ink.Bad);
                }
            }
        }

        foreach (string line in Folding.Lines(DrawingWords.Legend(drawing, axis, Signs(glyphs)), style.Width))
        {
            yield return TextLine.Of(line, Ink.Dim);
        }

        TextLine Shifted(Action<TextLine, int> draw)
        {
            var line = new TextLine(style.Width);
            draw(line, Indent);
            return line;
        }
    }

    private static TextLine Labelled(IEnumerable<Label> labels, DrawingStyle style)
    {
        var line = new TextLine(style.Width);
        foreach (Label label in labels)
        {
            line.Put(Indent + label.From, label.Text, label.IsBad ? Ink.Bad : Ink.Dim);
        }

        return line;
    }

    /// <summary>Room for the number of all pieces, as far as two gaps leave some for what must be seen between them.</summary>
    private static int GapWidth(LayoutDrawing drawing, int width)
    {
        ulong most = drawing.Lanes.Select(lane => lane.SegmentCount).Append((ulong)drawing.Runs.Count).Max();
        return Math.Min(DrawingWords.Count(most, "segment").Length + 5, Math.Min(width / 3, (width - (5 * Least)) / 2));
    }

    private static LegendSigns Signs(Glyphs glyphs) =>
        new($"{glyphs.Hidden}", $"{glyphs.Bad}", $"{glyphs.Far}", $"{glyphs.EdgeCut}", $"{glyphs.Edge}");

    private static Style StyleOf(Ink ink) => ink switch
    {
        Ink.Plain => Style.Plain,
        Ink.Run => new Style(Color.Blue),
        Ink.Segment => new Style(Color.Green),
        Ink.Bad => new Style(Color.Red, decoration: Decoration.Bold),
        Ink.Dim => new Style(decoration: Decoration.Dim),
        _ => throw new ArgumentOutOfRangeException(nameof(ink)),
    };
}
