using System.Text.RegularExpressions;
using DmabufVerify.Cli.Drawing;
using DmabufVerify.Cli.Report;
using DmabufVerify.Tests.Cli.Report;

namespace DmabufVerify.Tests.Cli.Drawing;

/// <summary>WCAG 2.2, on the ground of the page and of what a finding's box has: 1.4.3, 4.5 to 1 for text; 1.4.11, 3 to 1 for marks.</summary>
public sealed partial class SvgContrastTests
{
    private static readonly Dictionary<string, string>[] Schemes = [.. Blocks().Matches(SvgDrawing.Css).Select(Colours)];

    private static readonly Dictionary<string, string>[] Pages = [.. Roots().Matches(PageStyle.Css).Select(Colours).Take(2)];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Text_can_be_read_and_marks_can_be_seen(int scheme)
    {
        Assert.Equal((2, 2), (Schemes.Length, Pages.Length));
        Dictionary<string, string> its = Schemes[scheme];
        string page = Pages[scheme]["page"];

        Assert.All(["ink", "dim", "bad"], text => Assert.InRange(Wcag.Contrast(its[text], page), 4.5, 21.1));
        Assert.All(["run", "table", "bad-fill"], fill =>
        {
            Assert.InRange(Wcag.Contrast(its["ink"], its[fill]), 4.5, 21.1);
            Assert.InRange(Wcag.Contrast(its[fill], page), 3, 21.1);
        });
        Assert.InRange(Wcag.Contrast(its["run-line"], its["run"]), 3, 21.1);
        Assert.All(["table", "bad-fill"], fill => Assert.All(
            ["table-line", "reach", "ink"], mark => Assert.InRange(Wcag.Contrast(its[mark], its[fill]), 3, 21.1)));
    }

    private static Dictionary<string, string> Colours(Match block) =>
        Colour().Matches(block.Value).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

    [GeneratedRegex(@"\.layout-drawing \{[^}]*--ink[^}]*\}")]
    private static partial Regex Blocks();

    [GeneratedRegex(@":root \{[^}]*\}")]
    private static partial Regex Roots();

    [GeneratedRegex("--([a-z-]+): #([0-9a-f]{6})")]
    private static partial Regex Colour();
}
