using DmabufVerify.Cli.Drawing;
using DmabufVerify.Properties.Explaining;

namespace DmabufVerify.Tests.Cli.Drawing;

/// <summary>What a terminal shows.</summary>
public sealed class TextDrawingTests
{
    public static TheoryData<string> Names => Pictures.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void No_line_is_longer_than_asked_and_none_ends_in_spaces(string name)
    {
        foreach (int width in new[] { 40, 60, 80, 120 })
        {
            string[] lines = [.. TextDrawing.Plain(Pictures.All[name], new DrawingStyle(width))];

            Assert.All(lines, line => Assert.True(line.Length <= width && line == line.TrimEnd(), $"{width}: {line}"));
            Assert.Contains(lines, line => line.Length == width);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ascii_is_ascii_and_has_the_same_lines(string name)
    {
        string[] ascii = [.. TextDrawing.Plain(Pictures.All[name], new DrawingStyle(IsAscii: true))];

        Assert.All(ascii, line => Assert.True(line.All(char.IsAscii), line));
        Assert.Equal(TextDrawing.Plain(Pictures.All[name], DrawingStyle.Plain).Count(), ascii.Length);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_its_colours_the_coloured_picture_is_the_plain_one(string name)
    {
        string plain = Written(Pictures.All[name], DrawingStyle.Plain);
        string coloured = Written(Pictures.All[name], new DrawingStyle(HasColour: true));

        Assert.DoesNotContain("\u001b", plain, StringComparison.Ordinal);
        Assert.Contains("\u001b[", coloured, StringComparison.Ordinal);
        Assert.Equal(plain, System.Text.RegularExpressions.Regex.Replace(coloured, "\u001b\\[[0-9;]*m", ""));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_offence_is_told_and_the_first_is_drawn(string name)
    {
        string[] lines = [.. TextDrawing.Plain(Pictures.All[name], DrawingStyle.Plain)];
        string together = string.Join(" ", lines.Select(line => line.Trim()));
        DrawingLane[] offended = [.. Pictures.All[name].Lanes.Where(lane => lane.Offences.Count > 0)];

        // A name that is longer than a line is broken anywhere.
        string Dense(string text) => text.Replace(" ", "", StringComparison.Ordinal);
        Assert.All(offended.SelectMany(DrawingWords.Sentences), sentence => Assert.Contains(Dense(sentence), Dense(together), StringComparison.Ordinal));
        Assert.True(lines.Count(line => line.StartsWith("  ", StringComparison.Ordinal) && line.Contains('▲', StringComparison.Ordinal)) >= Math.Min(1, offended.Length));
    }

    private static string Written(LayoutDrawing drawing, DrawingStyle style)
    {
        using var writer = new StringWriter();
        TextDrawing.Write(writer, drawing, style);
        return writer.ToString();
    }
}
