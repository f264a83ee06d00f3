using System.Globalization;
using System.Xml;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Drawing;

/// <summary>The rows of a picture as SVG elements, one below the other.</summary>
/// <param name="drawing">What is drawn.</param>
/// <param name="axis">In pixels.</param>
/// <param name="id">Makes ids unique on a page.</param>
/// <param name="width">Of the axis.</param>
internal sealed class SvgRows(LayoutDrawing drawing, Axis axis, string id, int width)
{
    /// <summary>Width of a character of 11 pixels in any monospaced face.</summary>
    public const double SmallCharacter = 6.7;

    private const double Character = 7.3;

    private const int BarHeight = 24;

    private const int LineHeight = 17;

    private static readonly LegendSigns Signs = new("dotted:", "red:", "hatched:", "dashed:", "dashed:");

    private int _y;

    /// <summary>Writes everything; gives the height.</summary>
    /// <param name="svg">Where to.</param>
    /// <param name="columns">Characters of a line of words.</param>
    public int Write(XmlWriter svg, int columns)
    {
        var labels = new RowLabels(axis, width, SmallCharacter);
        Hatching(svg);
        Words(svg, DrawingWords.Storage(drawing), columns, "heading");
        Row(svg, drawing.Runs, (ulong)drawing.Runs.Count, "run", run => DrawingWords.OnRun(run, drawing.PageSize), lane: null);
        Labels(svg, labels.AddressesAndLast(drawing.Runs));
        foreach (DrawingLane lane in drawing.Lanes)
        {
            _y += LineHeight / 2;
            Words(svg, DrawingWords.Heading(lane), columns, "heading");
            if (lane.Segments.Count > 0)
            {
                Row(svg, lane.Segments, lane.SegmentCount, "segment", DrawingWords.OnSegment, lane);
                Labels(svg, labels.Marks(lane, "▲"));
                Labels(svg, labels.Addresses(lane.Segments, lane.Offences.Select(o => o.Where)));
            }

            foreach (string sentence in DrawingWords.Sentences(lane))
            {
                Words(svg, $"▲ {sentence}", columns, "bad-text");
            }
        }

        _y += LineHeight / 2;
        Words(svg, DrawingWords.Legend(drawing, axis, Signs), columns, "legend");
        return _y + (LineHeight / 2);
    }

    private void Row(XmlWriter svg, ValueList<Stretch> pieces, ulong count, string what, Func<Stretch, string[]> words, DrawingLane? lane)
    {
        int top = _y + 6;
        foreach (AxisPart part in axis.Parts.Where(p => !p.IsGap))
        {
            bool isFar = lane?.OutOfReach.Any(s => Holds(s, part)) == true;
            bool isBad = lane?.Offences.Any(o => DrawingWords.IsTooMuch(o) && Holds(o.Where, part)) == true;
            Rectangle(svg, lane is null ? "run" : isBad ? "too-much" : "segment", part, top);
            if (isFar)
            {
                Rectangle(svg, "out-of-reach", part, top);
            }
        }

        HashSet<ulong> edges = [.. lane?.Edges.Select(e => e.AtBytes) ?? []];
        Borders(svg, pieces, edges, lane is null ? "run-cut" : "cut", top);
        foreach (RowSpan span in LaneRow.Of(axis, pieces, count).Labelled)
        {
            bool isPiece = span.Kind == SpanKind.Piece;
            double character = isPiece ? Character : SmallCharacter;
            string[] texts = isPiece ? words(pieces[span.Piece]) : DrawingWords.OnHidden(span.Hidden, what);
            (int from, int to) = span.Places(axis, edges).First();
            string? fits = texts.FirstOrDefault(text => (text.Length * character) + 6 <= to - from);
            if (!isPiece)
            {
                Dots(svg, span, top + (BarHeight / 2), fits is null ? 0 : (int)(fits.Length * character) + 8);
            }

            if (fits is not null)
            {
                TextAt(svg, isPiece ? "inside" : "inside hidden-count", (from + to) / 2, top + 16, fits);
            }
        }

        _y = top + BarHeight;
    }

    /// <summary>A dotted line that leaves room for a label in its middle.</summary>
    private static void Dots(XmlWriter svg, RowSpan span, int y, int label)
    {
        int middle = (span.From + span.To) / 2;
        Line(svg, "gap", span.From, y, Math.Max(span.From, middle - (label / 2)), y);
        Line(svg, "gap", Math.Min(span.To, middle + (label / 2)), y, span.To, y);
    }

    private void Borders(XmlWriter svg, ValueList<Stretch> pieces, HashSet<ulong> edges, string cut, int top)
    {
        HashSet<ulong> cuts = [.. pieces.Select(p => p.StartBytes), pieces[^1].EndBytes];
        foreach ((ulong at, int x) in axis.Parts.Select(p => (p.FromBytes, p.From)).Append((axis.Parts[^1].ToBytes, axis.Parts[^1].To)))
        {
            if (cuts.Contains(at) || at == drawing.SizeBytes)
            {
                Line(svg, cut, x, top, x, top + BarHeight);
            }

            if (edges.Contains(at))
            {
                Line(svg, "edge", x, top - 4, x, top + BarHeight + 4);
            }
        }
    }

    private void Labels(XmlWriter svg, IReadOnlyList<Label> labels)
    {
        if (labels.Count == 0)
        {
            return;
        }

        _y += LineHeight - 2;
        foreach (Label label in labels)
        {
            TextAt(svg, label.IsBad ? "address bad-text" : "address", label.From, _y, label.Text);
        }
    }

    private void Words(XmlWriter svg, string text, int columns, string style)
    {
        foreach (string line in Folding.Lines(text, columns))
        {
            _y += LineHeight;
            TextAt(svg, style, 0, _y, line);
        }
    }

    /// <summary>Lines across what is out of reach, so that it is seen without colour.</summary>
    private void Hatching(XmlWriter svg)
    {
        if (!drawing.Lanes.Any(lane => lane.OutOfReach.Count > 0))
        {
            return;
        }

        Start(svg, "pattern", ("id", $"{id}-out-of-reach"), ("width", "7"), ("height", "7"), ("patternUnits", "userSpaceOnUse"), ("patternTransform", "rotate(45)"));
        Line(svg, "hatch", 0, 0, 0, 7);
        svg.WriteEndElement();
    }

    private static bool Holds(Stretch stretch, AxisPart part) => stretch.StartBytes <= part.FromBytes && part.ToBytes <= stretch.EndBytes;

    private void Rectangle(XmlWriter svg, string style, AxisPart part, int top)
    {
        Start(svg, "rect", ("class", style), ("x", Text(part.From)), ("y", Text(top)), ("width", Text(part.To - part.From)), ("height", Text(BarHeight)));
        if (style == "out-of-reach")
        {
            // A pattern is named by id, which a class cannot know.
            svg.WriteAttributeString("fill", $"url(#{id}-out-of-reach)");
        }

        svg.WriteEndElement();
    }

    private static void Line(XmlWriter svg, string style, int fromX, int fromY, int toX, int toY)
    {
        Start(svg, "line", ("class", style), ("x1", Text(fromX)), ("y1", Text(fromY)), ("x2", Text(toX)), ("y2", Text(toY)));
        svg.WriteEndElement();
    }

    private static void TextAt(XmlWriter svg, string style, int x, int y, string text)
    {
        Start(svg, "text", ("class", style), ("x", Text(x)), ("y", Text(y)));
        svg.WriteString(Output.LegalXml.Text(text));
        svg.WriteEndElement();
    }

    private static void Start(XmlWriter svg, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        svg.WriteStartElement(name);
        foreach ((string attribute, string value) in attributes)
        {
            svg.WriteAttributeString(attribute, value);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
