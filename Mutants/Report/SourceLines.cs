using Microsoft.CodeAnalysis.Text;

namespace DmabufVerify.Mutants.Report;

/// <summary>Where lines and columns are in a text, as the compiler counts lines.</summary>
public sealed class SourceLines(string source)
{
    private readonly SourceText _text = SourceText.From(source);

    /// <summary>The stretch as offsets; <see langword="null"/> where it is not within the text.</summary>
    public TextSpan? TrySpan(Location location) =>
        Offset(location.Start) is { } start && Offset(location.End) is { } end && start <= end
            ? TextSpan.FromBounds(start, end)
            : null;

    private int? Offset(Position position)
    {
        if (position.Line < 1 || position.Line > _text.Lines.Count || position.Column < 1)
        {
            return null;
        }

        TextLine line = _text.Lines[position.Line - 1];
        return position.Column - 1 <= line.SpanIncludingLineBreak.Length ? line.Start + position.Column - 1 : null;
    }
}
