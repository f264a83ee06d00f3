using System.Text;
using System.Xml;
using DmabufVerify.Cli.Explaining;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Report;

/// <summary>
/// A minimal conflict as a picture: devices on both sides, an edge for each limit that none can be left out of, all of them meeting in the buffer
/// that there is no table for. Each edge has a number, and <see cref="Sentences"/> one sentence for it.
/// </summary>
internal static class CoreGraph
{
    private const int Width = 720;

    private const int BoxWidth = 136;

    private const int RowHeight = 44;

    private const int Top = 12;

    /// <summary>Characters of a name that a box has room for.</summary>
    private const int MostOfAName = 17;

    /// <summary>The same between boxes: as long as the longest name of a limit.</summary>
    private const int MostOnAnEdge = 19;

    private const int CentreLeft = (Width - BoxWidth) / 2;

    private const string Namespace = "http://www.w3.org/2000/svg";

    /// <summary>One sentence for each edge, in the order of their numbers.</summary>
    public static IEnumerable<string> Sentences(Decision decision) => Edges(decision).Select(edge => edge.Sentence);

    /// <summary>The picture, as an SVG element.</summary>
    /// <param name="decision">Unsatisfiable, with a core.</param>
    /// <param name="id">Makes the ids within it unique.</param>
    public static string Text(Decision decision, string id)
    {
        Edge[] edges = [.. Edges(decision)];
        string[] devices = [.. edges.Select(edge => edge.Device).Distinct()];
        string[] left = [.. devices.Take((devices.Length + 1) / 2)];
        int onLeft = edges.Count(edge => left.Contains(edge.Device));
        int height = (2 * Top) + (RowHeight * Math.Max(onLeft, edges.Length - onLeft));
        var text = new StringBuilder();
        using (var svg = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, ConformanceLevel = ConformanceLevel.Fragment }))
        {
            svg.WriteStartElement("svg", Namespace);
            svg.WriteAttributeString("class", "core-graph");
            svg.WriteAttributeString("viewBox", $"0 0 {Width} {height}");
            svg.WriteAttributeString("role", "img");
            svg.WriteAttributeString("aria-labelledby", $"{id}-title {id}-description");
            Element(svg, "title", "Who is in the way", ("id", $"{id}-title"));
            Element(svg, "desc", string.Join(". ", edges.Select(edge => edge.Sentence.Replace("`", "", StringComparison.Ordinal))), ("id", $"{id}-description"));
            Side(svg, edges.Where(edge => left.Contains(edge.Device)), height, boxAt: 0, from: BoxWidth, to: CentreLeft);
            Side(svg, edges.Where(edge => !left.Contains(edge.Device)), height, Width - BoxWidth, Width - BoxWidth, CentreLeft + BoxWidth);
            Box(svg, CentreLeft, (height / 2) - 20, 40, "meeting", [Words.Bytes(decision.Scenario.BufferSizeBytes), "not all together"]);
            svg.WriteEndElement();
        }

        return text.ToString();
    }

    private static IEnumerable<Edge> Edges(Decision decision) =>
    [
        .. decision.Core.Select((pair, i) => new Edge(
            i + 1,
            pair.Device,
            pair.Limit.FieldName(),
            Words.Value(pair.Limit, pair.Value),
            LimitPhrases.Whole(pair, decision.RestsOn.Contains(pair)))),
        .. decision.HeapCore.Select((heaps, i) => new Edge(
            decision.Core.Count + i + 1, heaps.Device, "heaps", Words.List(heaps.Heaps), HeapPhrases.Whole(heaps))),
    ];

    /// <summary>The devices of one side, each as high as its edges need, and the edges.</summary>
    private static void Side(XmlWriter svg, IEnumerable<Edge> edges, int height, int boxAt, int from, int to)
    {
        IGrouping<string, Edge>[] devices = [.. edges.GroupBy(edge => edge.Device)];
        int y = (height - (RowHeight * devices.Sum(device => device.Count()))) / 2;
        foreach (IGrouping<string, Edge> device in devices)
        {
            int first = y;
            foreach (Edge edge in device)
            {
                int middle = y + (RowHeight / 2);
                Element(svg, "line", "", ("class", "core-edge"), ("x1", $"{from}"), ("y1", $"{middle}"), ("x2", $"{to}"), ("y2", $"{height / 2}"));
                Element(svg, "text", $"{edge.Number} {Short(edge.Limit, MostOnAnEdge)}", ("class", "core-label"), ("x", $"{(from + to) / 2}"), ("y", $"{Between(middle, height) - 5}"));
                Element(svg, "text", Short(edge.Value, MostOnAnEdge), ("class", "core-label"), ("x", $"{(from + to) / 2}"), ("y", $"{Between(middle, height) + 14}"));
                y += RowHeight;
            }

            Box(svg, boxAt, first + 4, y - first - 8, "device", [Short(device.Key, MostOfAName)]);
        }
    }

    /// <summary>Where an edge is half way.</summary>
    private static int Between(int middle, int height) => (middle + (height / 2)) / 2;

    private static void Box(XmlWriter svg, int x, int y, int height, string kind, string[] lines)
    {
        Element(svg, "rect", "", ("class", $"core-{kind}"), ("x", $"{x}"), ("y", $"{y}"), ("width", $"{BoxWidth}"), ("height", $"{height}"), ("rx", "4"));
        for (int i = 0; i < lines.Length; i++)
        {
            int baseline = y + (height / 2) + 4 + (16 * i) - (8 * (lines.Length - 1));
            Element(svg, "text", lines[i], ("class", "core-name"), ("x", $"{x + (BoxWidth / 2)}"), ("y", $"{baseline}"));
        }
    }

    private static string Short(string text, int most) => text.Length <= most ? text : $"{text[..(most - 1)]}…";

    private static void Element(XmlWriter svg, string name, string text, params (string Name, string Value)[] attributes)
    {
        svg.WriteStartElement(name, Namespace);
        foreach ((string attribute, string value) in attributes)
        {
            svg.WriteAttributeString(attribute, value);
        }

        svg.WriteString(LegalXml.Text(text));
        svg.WriteEndElement();
    }

    /// <summary>One limit of one device.</summary>
    private sealed record Edge(int Number, string Device, string Limit, string Value, string Sentence);
}
