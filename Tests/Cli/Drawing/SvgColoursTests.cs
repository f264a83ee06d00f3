using System.Text.RegularExpressions;
using DmabufVerify.Cli.Drawing;
using DmabufVerify.Tests.Cli.Report;

namespace DmabufVerify.Tests.Cli.Drawing;

/// <summary>Whether a picture can be seen on the page's ground.</summary>
public sealed partial class SvgColoursTests
{
    [Theory]
    [InlineData(0, "ffffff")]
    [InlineData(1, "14181c")]
    public void Text_is_read_and_lines_are_seen(int scheme, string page)
    {
        Dictionary<string, string>[] schemes =
        [
            .. Schemes().Matches(SvgDrawing.Css).Select(block => Colours().Matches(block.Value).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value)),
        ];
        Dictionary<string, string> colours = schemes[scheme];

        Assert.Equal(2, schemes.Length);
        Assert.All(["ink", "dim", "bad"], text => Assert.InRange(Wcag.Contrast(colours[text], page), 4.5, 21.1));
        Assert.All(["run", "table", "bad-fill"], ground => Assert.InRange(Wcag.Contrast(colours["ink"], colours[ground]), 4.5, 21.1));
        Assert.All(["run-line", "table-line"], line => Assert.InRange(Wcag.Contrast(colours[line], page), 3, 21.1));
    }

    [GeneratedRegex(@"\.layout-drawing \{[^}]*--ink[^}]*\}")]
    private static partial Regex Schemes();

    [GeneratedRegex("--([a-z-]+): #([0-9a-f]{6})")]
    private static partial Regex Colours();
}
