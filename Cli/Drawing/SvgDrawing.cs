using System.Globalization;
using System.Text;
using System.Xml;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Explaining;

namespace DmabufVerify.Cli.Drawing;

/// <summary>
/// A picture as an SVG element for a page of HTML: the rows of <see cref="TextDrawing"/>, scaled to the width there is. What things look like is
/// said by classes, so that the page decides on colours; <see cref="Css"/> has some. No script, no fixed colours, no outside references.
/// </summary>
internal static class SvgDrawing
{
    /// <summary>Colours for light and dark pages: text 4.5 to 1 on its ground, marks 3 to 1; the hatch repeats its outline. A page sets them anew by the custom properties.</summary>
    public const string Css = """
        .layout-drawing { width: 100%; height: auto; max-width: 760px; display: block;
          --ink: #1c2024; --dim: #525c66; --run: #6592cb; --run-line: #0b2f5c; --table: #5f9f6c; --table-line: #0f3d19; --bad: #b01c1c; --bad-fill: #e0746b; --reach: #6a0808;
          font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
        @media screen and (prefers-color-scheme: dark) { .layout-drawing {
          --ink: #f2f4f6; --dim: #a3aeb8; --run: #3a6ba3; --run-line: #d6e7fb; --table: #3f7a4c; --table-line: #d5f2da; --bad: #ff9b92; --bad-fill: #b0483f; --reach: #ffdedb; } }
        .layout-drawing text { fill: var(--ink); white-space: pre; }
        .layout-drawing .address, .layout-drawing .hidden-count, .layout-drawing .legend { fill: var(--dim); font-size: 11px; }
        .layout-drawing .bad-text { fill: var(--bad); }
        .layout-drawing .heading { font-weight: bold; }
        .layout-drawing .inside { text-anchor: middle; }
        .layout-drawing .run { fill: var(--run); }
        .layout-drawing .segment { fill: var(--table); }
        .layout-drawing .too-much { fill: var(--bad-fill); }
        .layout-drawing .out-of-reach { stroke: var(--reach); }
        .layout-drawing .hatch { stroke: var(--reach); stroke-width: 1; opacity: 0.5; }
        .layout-drawing .gap { fill: none; stroke: var(--dim); stroke-dasharray: 2 4; }
        .layout-drawing .run-cut { stroke: var(--run-line); stroke-width: 2; }
        .layout-drawing .cut { stroke: var(--table-line); stroke-width: 1.5; }
        .layout-drawing .edge { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 3 2; }
        .layout-drawing .mark { fill: var(--bad); }
        """;

    /// <summary>Width of the view box: one unit is a pixel where there is room for so many.</summary>
    private const int Width = 720;

    private const int Margin = 10;

    /// <summary>Columns of a line of words, at the width of a character of 12 pixels.</summary>
    private const int Columns = 94;

    private const string Namespace = "http://www.w3.org/2000/svg";

    /// <summary>The element, with a title and a description that say all that the picture shows.</summary>
    /// <param name="drawing">What is drawn.</param>
    /// <param name="id">Makes the ids within it unique where a page has several.</param>
    public static string Text(LayoutDrawing drawing, string id = "layout")
    {
        var axis = Axis.Of(drawing, new AxisMetrics(Width - (2 * Margin), GapWidth(drawing), Roomy: 80, Least: 14));
        var rows = new SvgRows(drawing, axis, id, Width - (2 * Margin));
        var body = new StringBuilder();
        int height;
        using (XmlWriter writer = Writer(body))
        {
            height = rows.Write(writer, Columns);
        }

        var whole = new StringBuilder();
        using (XmlWriter svg = Writer(whole))
        {
            svg.WriteStartElement("svg", Namespace);
            svg.WriteAttributeString("class", "layout-drawing");
            svg.WriteAttributeString("viewBox", string.Create(CultureInfo.InvariantCulture, $"{-Margin} 0 {Width} {height}"));
            svg.WriteAttributeString("role", "img");
            svg.WriteAttributeString("aria-labelledby", $"{id}-title {id}-description");
            Element(svg, "title", $"{id}-title", $"Storage of {Words.Bytes(drawing.SizeBytes)} and the tables over it");
            Element(svg, "desc", $"{id}-description", Description(drawing));
            svg.WriteRaw("\n" + body + "\n");
            svg.WriteEndElement();
        }

        return whole.ToString();
    }

    private static void Element(XmlWriter svg, string name, string id, string text)
    {
        svg.WriteStartElement(name, Namespace);
        svg.WriteAttributeString("id", id);
        svg.WriteString(LegalXml.Text(text));
        svg.WriteEndElement();
    }

    private static XmlWriter Writer(StringBuilder to) => XmlWriter.Create(
        to, new XmlWriterSettings { OmitXmlDeclaration = true, ConformanceLevel = ConformanceLevel.Fragment, CheckCharacters = true });

    private static string Description(LayoutDrawing drawing) => string.Join(
        ". ",
        drawing.Lanes.SelectMany(lane => DrawingWords.Sentences(lane).Prepend(DrawingWords.Heading(lane))).Prepend(DrawingWords.Storage(drawing)));

    /// <summary>Room for the number of all pieces.</summary>
    private static int GapWidth(LayoutDrawing drawing)
    {
        ulong most = drawing.Lanes.Select(lane => lane.SegmentCount).Append((ulong)drawing.Runs.Count).Max();
        return Math.Min((int)(DrawingWords.Count(most, "segment").Length * SvgRows.SmallCharacter) + 20, Width / 4);
    }
}
