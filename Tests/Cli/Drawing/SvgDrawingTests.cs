using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using DmabufVerify.Cli.Drawing;

namespace DmabufVerify.Tests.Cli.Drawing;

/// <summary>What a browser is given.</summary>
public sealed partial class SvgDrawingTests
{
    private const double WidestCharacter = 0.61;

    public static TheoryData<string> Names => Pictures.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_well_formed_and_nothing_leaves_its_view(string name)
    {
        XElement svg = Parse(name);
        double[] view = [.. Attribute(svg, "viewBox").Split(' ').Select(Number)];

        (double Left, double Top, double Right, double Bottom)[] boxes = [.. svg.Descendants().Select(Box).OfType<(double, double, double, double)>()];
        Assert.InRange(boxes.Length, 5, 500);
        Assert.All(boxes, box =>
        {
            Assert.InRange(box.Left, view[0], view[0] + view[2]);
            Assert.InRange(box.Right, box.Left, view[0] + view[2]);
            Assert.InRange(box.Top, 0, view[3]);
            Assert.InRange(box.Bottom, box.Top, view[3]);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Words_do_not_cover_each_other(string name)
    {
        (double Left, double Top, double Right, double Bottom)[] texts =
            [.. Parse(name).Descendants().Where(e => e.Name.LocalName == "text").Select(e => Box(e)!.Value)];

        Assert.All(texts, one => Assert.DoesNotContain(
            texts, other => one != other && one.Left < other.Right && other.Left < one.Right && one.Top + 2 < other.Bottom && other.Top + 2 < one.Bottom));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_description_says_every_offence(string name)
    {
        XElement svg = Parse(name);
        string[] referenced = Attribute(svg, "aria-labelledby").Split(' ');
        string description = svg.Elements().Single(e => (string?)e.Attribute("id") == referenced[1]).Value;

        Assert.All(Pictures.All[name].Lanes.SelectMany(DrawingWords.Sentences), sentence => Assert.Contains(sentence, description, StringComparison.Ordinal));
        Assert.DoesNotContain(svg.DescendantsAndSelf(), e => e.Name.LocalName is "script" or "style" || e.Attribute("style") is not null);
    }

    [Fact]
    public void Every_class_has_a_look_and_no_text_is_below_eleven_pixels()
    {
        string[] classes =
        [
            .. Pictures.All.Keys.SelectMany(name => Parse(name).Descendants())
                .SelectMany(e => ((string?)e.Attribute("class") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct(),
        ];

        Assert.InRange(classes.Length, 10, 40);
        Assert.All(classes, name => Assert.Contains($".layout-drawing .{name} ", SvgDrawing.Css.Replace(",", " ,", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.All(Pixels().Matches(SvgDrawing.Css), match => Assert.InRange(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), 11, 20));
    }

    [Fact]
    public void Ids_are_those_of_its_own_picture()
    {
        string svg = SvgDrawing.Text(Pictures.Reach, "second");

        Assert.All(Ids().Matches(svg), match => Assert.StartsWith("second-", match.Groups[1].Value, StringComparison.Ordinal));
        Assert.Contains("url(#second-out-of-reach)", svg, StringComparison.Ordinal);
    }

    private static XElement Parse(string name) => XElement.Parse(SvgDrawing.Text(Pictures.All[name]));

    private static string Attribute(XElement element, string name) => element.Attribute(name)!.Value;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static (double Left, double Top, double Right, double Bottom)? Box(XElement e)
    {
        double Of(string attribute) => Number(Attribute(e, attribute));
        switch (e.Name.LocalName)
        {
            case "rect":
                return (Of("x"), Of("y"), Of("x") + Of("width"), Of("y") + Of("height"));
            case "line" when e.Parent!.Name.LocalName != "pattern":
                return (Of("x1"), Of("y1"), Of("x2"), Of("y2"));
            case "text":
                string style = Attribute(e, "class");
                bool isSmall = style.Contains("address", StringComparison.Ordinal) || style.Contains("hidden", StringComparison.Ordinal) || style == "legend";
                int size = isSmall ? 11 : 12;
                double width = e.Value.Length * size * WidestCharacter;
                double left = style.StartsWith("inside", StringComparison.Ordinal) ? Of("x") - (width / 2) : Of("x");
                return (left, Of("y") - size, left + width, Of("y") + 3);
            default:
                return null;
        }
    }

    [GeneratedRegex(@"(?:font|font-size): (\d+)px")]
    private static partial Regex Pixels();

    [GeneratedRegex(" id=\"([^\"]+)\"")]
    private static partial Regex Ids();
}
