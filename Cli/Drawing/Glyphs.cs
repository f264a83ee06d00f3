namespace DmabufVerify.Cli.Drawing;

/// <summary>The characters of a picture.</summary>
/// <param name="Run">Storage; its start, its end, and where it goes on elsewhere.</param>
/// <param name="Segment">A segment; the table's start, its end, and a cut.</param>
/// <param name="EdgeCut">A cut on a window's edge.</param>
/// <param name="Edge">A window's edge that is no cut.</param>
/// <param name="Bad">What is too much of a segment.</param>
/// <param name="Far">What is out of reach.</param>
/// <param name="Hidden">What is left out.</param>
/// <param name="Mark">Points at an offence.</param>
/// <param name="Cut">Ends a heading that is too long.</param>
internal sealed record Glyphs(Bar Run, Bar Segment, char EdgeCut, char Edge, char Bad, char Far, char Hidden, string Mark, string Cut)
{
    public static Glyphs Unicode { get; } = new(
        new('━', '┣', '┫', '╋'), new('─', '├', '┤', '┼'), '╫', '╎', '▓', '░', '┄', "▲", "…");

    public static Glyphs Ascii { get; } = new(
        new('=', '[', ']', '|'), new('-', '+', '+', '+'), '|', ':', '#', 'x', '.', "^", "...");
}

/// <summary>The characters of a row.</summary>
internal readonly record struct Bar(char Fill, char Start, char End, char Joint);
