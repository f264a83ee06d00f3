using DmabufVerify.Properties.Explaining;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Drawing;

/// <summary>What a span of a row is.</summary>
internal enum SpanKind
{
    /// <summary>A run or a segment, or the part of it that is drawn.</summary>
    Piece,

    /// <summary>Left out.</summary>
    Gap,

    /// <summary>Drawn, but not known piece by piece.</summary>
    Unlisted,
}

/// <summary>A span of a row.</summary>
/// <param name="From">Where it begins, in the axis' units.</param>
/// <param name="To">Where the next one begins.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Piece">Index of the piece; without meaning for others.</param>
/// <param name="Hidden">Pieces that lie wholly within it and are not drawn.</param>
internal readonly record struct RowSpan(int From, int To, SpanKind Kind, int Piece, ulong Hidden)
{
    public int Width => To - From;

    /// <summary>Where a label may stand: between the edges of windows that it holds, the widest place first.</summary>
    public IEnumerable<(int From, int To)> Places(Axis axis, IReadOnlySet<ulong> edges)
    {
        (int from, int to) = (From, To);
        int[] inside = [.. axis.Parts.Where(p => p.From > from && p.From < to && edges.Contains(p.FromBytes)).Select(p => p.From)];
        return new[] { from }.Concat(inside).Zip([.. inside, to]).Select(p => (p.First, p.Second)).OrderByDescending(p => p.Second - p.First);
    }
}

/// <summary>One row of a picture on its axis.</summary>
/// <param name="Spans">From left to right, without holes.</param>
internal sealed record LaneRow(IReadOnlyList<RowSpan> Spans)
{
    /// <summary>Spans that a label belongs in: of a piece that something is left out of, only the widest.</summary>
    public IEnumerable<RowSpan> Labelled => Spans.Where(span =>
        span.Kind != SpanKind.Piece || span == Spans.Where(s => s.Kind == SpanKind.Piece && s.Piece == span.Piece).MaxBy(s => s.Width));

    /// <summary>Lays pieces out.</summary>
    /// <param name="axis">Where bytes are drawn; no part of it straddles a piece's border.</param>
    /// <param name="pieces">The first runs or segments, without holes.</param>
    /// <param name="count">Of all of them.</param>
    public static LaneRow Of(Axis axis, ValueList<Stretch> pieces, ulong count)
    {
        ulong known = pieces is [.., var last] ? last.EndBytes : 0;
        ulong unlisted = count - (ulong)pieces.Count;
        var spans = new List<RowSpan>();
        int next = 0;
        foreach (AxisPart part in axis.Parts)
        {
            for (; next < pieces.Count && pieces[next].EndBytes <= part.FromBytes; next++)
            {
            }

            if (part.IsGap)
            {
                int end = next;
                for (; end < pieces.Count && pieces[end].EndBytes <= part.ToBytes; end++)
                {
                }

                ulong whole = (ulong)(end - next) - (next < end && pieces[next].StartBytes < part.FromBytes ? 1u : 0u);
                ulong behind = part.ToBytes > known ? unlisted : 0;
                unlisted -= behind;
                spans.Add(new RowSpan(part.From, part.To, SpanKind.Gap, 0, whole + behind));
                next = end;
                continue;
            }

            bool isListed = next < pieces.Count;
            RowSpan span = new(part.From, part.To, isListed ? SpanKind.Piece : SpanKind.Unlisted, next, 0);
            if (spans is [.., var before] && before.Kind == span.Kind && before.Piece == span.Piece && before.Kind != SpanKind.Gap)
            {
                spans[^1] = before with { To = span.To };
            }
            else
            {
                spans.Add(span);
            }
        }

        return new LaneRow(spans);
    }
}
