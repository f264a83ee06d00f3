using DmabufVerify.Properties.Explaining;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Drawing;

/// <summary>The rows of a picture as characters.</summary>
/// <param name="drawing">What is drawn.</param>
/// <param name="axis">In columns; ends at the last column.</param>
/// <param name="glyphs">With what.</param>
internal sealed class TextRows(LayoutDrawing drawing, Axis axis, Glyphs glyphs)
{
    /// <summary>The storage's runs.</summary>
    public void Storage(TextLine line, int indent) =>
        Row(line, indent, drawing.Runs, (ulong)drawing.Runs.Count, "run", glyphs.Run, Ink.Run, run => DrawingWords.OnRun(run, drawing.PageSize));

    /// <summary>A table's segments, with what is wrong about them and the edges of windows.</summary>
    public void Table(TextLine line, int indent, DrawingLane lane) =>
        Row(line, indent, lane.Segments, lane.SegmentCount, "segment", glyphs.Segment, Ink.Segment, DrawingWords.OnSegment, lane);

    private void Row(
        TextLine line,
        int indent,
        ValueList<Stretch> pieces,
        ulong count,
        string what,
        Bar bar,
        Ink ink,
        Func<Stretch, string[]> words,
        DrawingLane? lane = null)
    {
        foreach (AxisPart part in axis.Parts)
        {
            (char fill, Ink colour) = Fill(part, lane, bar, ink);
            line.Fill(indent + part.From, indent + part.To, fill, colour);
        }

        HashSet<ulong> starts = [.. pieces.Select(p => p.StartBytes), pieces[^1].EndBytes];
        foreach (AxisPart part in axis.Parts.Skip(1).Where(p => starts.Contains(p.FromBytes)))
        {
            line.Put(indent + part.From, $"{bar.Joint}", ink);
        }

        HashSet<ulong> edges = [.. lane?.Edges.Select(e => e.AtBytes) ?? []];
        foreach (AxisPart part in axis.Parts.Where(p => edges.Contains(p.FromBytes)))
        {
            line.Put(indent + part.From, $"{(starts.Contains(part.FromBytes) ? glyphs.EdgeCut : glyphs.Edge)}", ink);
        }

        line.Put(indent, $"{bar.Start}", ink);
        line.Put(indent + axis.Parts[^1].To, $"{bar.End}", ink);
        // A segment that is too much must not be hidden by its size; storage has nothing to hide.
        int beside = lane is null ? 0 : 1;
        foreach (RowSpan span in LaneRow.Of(axis, pieces, count).Labelled)
        {
            string[] texts = span.Kind == SpanKind.Piece ? words(pieces[span.Piece]) : DrawingWords.OnHidden(span.Hidden, what);
            _ = texts.Any(text => span.Places(axis, edges).Any(place => line.TryCentre(indent + place.From + 1, indent + place.To, text, beside)));
        }
    }

    private (char Fill, Ink Ink) Fill(AxisPart part, DrawingLane? lane, Bar bar, Ink ink)
    {
        bool Holds(Stretch s) => s.StartBytes <= part.FromBytes && part.ToBytes <= s.EndBytes;
        return part.IsGap ? (glyphs.Hidden, Ink.Dim)
            : lane is null ? (bar.Fill, ink)
            : lane.OutOfReach.Any(Holds) ? (glyphs.Far, Ink.Bad)
            : part.FromBytes >= lane.KnownBytes ? (glyphs.Hidden, Ink.Dim)
            : lane.Offences.Any(o => DrawingWords.IsTooMuch(o) && Holds(o.Where)) ? (glyphs.Bad, Ink.Bad)
            : (bar.Fill, ink);
    }
}
