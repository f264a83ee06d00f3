using DmabufVerify.Properties.Explaining;

namespace DmabufVerify.Cli.Drawing;

/// <summary>A part of the axis: bytes of the buffer, and the units of width that they take.</summary>
/// <param name="FromBytes">Its first byte.</param>
/// <param name="ToBytes">The byte behind its last.</param>
/// <param name="From">Where it begins, in columns or pixels.</param>
/// <param name="To">Where the next one begins.</param>
/// <param name="IsGap">Whether what it holds is left out.</param>
internal readonly record struct AxisPart(ulong FromBytes, ulong ToBytes, int From, int To, bool IsGap);

/// <summary>How wide a picture is and how narrow its parts may be, in columns or pixels.</summary>
/// <param name="Width">Of the whole.</param>
/// <param name="Gap">Of what is left out; wide enough for its label.</param>
/// <param name="Roomy">Of a part that is to have room for an address.</param>
/// <param name="Least">Of a part that can still be seen.</param>
internal readonly record struct AxisMetrics(int Width, int Gap, int Roomy, int Least);

/// <summary>
/// Where each byte of the buffer is drawn, the same for all rows. To scale, but no part is narrower than can be seen; where there are too many
/// parts the middle is left out, never the first, the last, and those around an offence.
/// </summary>
/// <param name="Parts">From the buffer's first byte to its last.</param>
/// <param name="IsToScale">Whether no part had to be widened.</param>
internal sealed record Axis(IReadOnlyList<AxisPart> Parts, bool IsToScale)
{
    /// <summary>Parts kept on either side of what must be seen, the most first.</summary>
    private static readonly (int Around, bool IsRoomy)[] Choices = [(3, true), (2, true), (1, true), (2, false), (1, false), (0, false)];

    /// <summary>Lays a picture out.</summary>
    public static Axis Of(LayoutDrawing drawing, AxisMetrics metrics)
    {
        ulong[] borders = Borders(drawing);
        int cells = borders.Length - 1;
        if ((long)cells * metrics.Least <= metrics.Width && !drawing.Lanes.Any(lane => lane.IsCutOff))
        {
            return Placed(borders, [.. Enumerable.Repeat(true, cells)], metrics, metrics.Least);
        }

        bool[] drawable = [.. Enumerable.Range(0, cells).Select(i => IsDrawable(drawing, borders[i]))];
        int[] seen = [.. Focus(drawing).Select(at => Math.Min(CellAt(borders, at), cells - 1)).Distinct()];
        var kept = new bool[cells];
        foreach ((int around, bool isRoomy) in Choices)
        {
            int least = isRoomy ? metrics.Roomy : metrics.Least;
            kept = Kept(drawable, seen, around, metrics.Gap / least);
            if ((kept.Count(k => k) * least) + (Gaps(kept) * metrics.Gap) <= metrics.Width)
            {
                return Placed(borders, kept, metrics, least);
            }
        }

        // Offences all over the place: the first one is shown, and the words tell of the others.
        kept = Kept(drawable, seen.Length == 0 ? [] : [seen[0]], 0, 0);
        return Placed(borders, kept, metrics, metrics.Least);
    }

    private static ulong[] Borders(LayoutDrawing drawing)
    {
        var borders = new SortedSet<ulong> { 0, drawing.SizeBytes };
        void Add(Stretch piece)
        {
            borders.Add(piece.StartBytes);
            borders.Add(piece.EndBytes);
        }

        foreach (Stretch run in drawing.Runs)
        {
            Add(run);
        }

        foreach (DrawingLane lane in drawing.Lanes)
        {
            foreach (Stretch piece in lane.Segments.Concat(lane.OutOfReach).Concat(lane.Offences.Select(o => o.Where)))
            {
                Add(piece);
            }

            borders.UnionWith(lane.Edges.Select(e => e.AtBytes));
            borders.UnionWith(lane.DiffersAtBytes is { } at ? [at] : []);
        }

        return [.. borders];
    }

    /// <summary>Where a reader has to look, the most important first.</summary>
    private static IEnumerable<ulong> Focus(LayoutDrawing drawing) =>
    [
        .. drawing.Lanes.Select(lane => lane.DiffersAtBytes).OfType<ulong>(),
        .. drawing.Lanes.SelectMany(lane => lane.Offences.Take(1)).Select(o => o.Where.StartBytes),
        .. drawing.Lanes.SelectMany(lane => lane.Offences.Skip(1)).Select(o => o.Where.StartBytes),
    ];

    /// <summary>Segments that nobody listed cannot be drawn, but that memory is out of reach can be.</summary>
    private static bool IsDrawable(LayoutDrawing drawing, ulong at) => drawing.Lanes.All(lane => !lane.IsCutOff || at < lane.KnownBytes)
        || drawing.Lanes.Any(lane => lane.OutOfReach.Any(far => far.StartBytes <= at && at < far.EndBytes));

    private static int CellAt(ulong[] borders, ulong at) => Array.BinarySearch(borders, at) is var i && i >= 0 ? i : ~i - 1;

    /// <summary>Which cells are drawn; a gap of no more cells than fit into its own width is not worth it.</summary>
    private static bool[] Kept(bool[] drawable, int[] seen, int around, int leastGap)
    {
        int cells = drawable.Length;
        var kept = new bool[cells];
        void Keep(int from, int to)
        {
            for (int i = Math.Max(0, from); i < Math.Min(cells, to); i++)
            {
                kept[i] = drawable[i];
            }
        }

        int ends = Math.Max(1, around);
        Keep(0, ends);
        Keep(cells - ends, cells);
        foreach (int cell in seen)
        {
            Keep(cell - Math.Max(1, around), cell + 1 + around);
        }

        for (int i = 0; i < cells;)
        {
            int end = i;
            for (; end < cells && !kept[end]; end++)
            {
            }

            if (end - i <= leastGap && drawable[i])
            {
                Keep(i, end);
            }

            i = end + 1;
        }

        return kept;
    }

    private static int Gaps(bool[] kept) => kept.Where((k, i) => !k && kept[i - 1]).Count();

    private static Axis Placed(ulong[] borders, bool[] kept, AxisMetrics metrics, int least)
    {
        var parts = new List<AxisPart>();
        for (int i = 0; i < kept.Length; i++)
        {
            if (!kept[i] && parts is [.., { IsGap: true } gap])
            {
                parts[^1] = gap with { ToBytes = borders[i + 1] };
            }
            else
            {
                parts.Add(new AxisPart(borders[i], borders[i + 1], 0, 0, !kept[i]));
            }
        }

        int room = metrics.Width - (parts.Count(p => p.IsGap) * metrics.Gap);
        double scale = Scale([.. parts.Where(p => !p.IsGap).Select(p => (double)(p.ToBytes - p.FromBytes))], room, least);
        double at = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            double width = parts[i].IsGap ? metrics.Gap : Math.Max(least, (parts[i].ToBytes - parts[i].FromBytes) * scale);
            parts[i] = parts[i] with { From = (int)Math.Round(at), To = (int)Math.Round(at + width) };
            at += width;
        }

        bool isToScale = parts.All(p => p.IsGap || (p.ToBytes - p.FromBytes) * scale >= least - 0.001);
        return new Axis(parts, isToScale);
    }

    /// <summary>Units for a byte, so that all parts together fill the room, those that would be too narrow widened.</summary>
    private static double Scale(double[] lengths, double room, int least)
    {
        double[] longestFirst = [.. lengths.OrderDescending()];
        double total = longestFirst.Sum();
        double left = room;
        for (int i = longestFirst.Length - 1; i > 0 && longestFirst[i] * left / total < least; i--)
        {
            left -= least;
            total -= longestFirst[i];
        }

        return left / total;
    }
}
