using System.Text.RegularExpressions;
using DmabufVerify.Cli.Report;

namespace DmabufVerify.Tests.Cli.Report;

public sealed partial class PageStyleTests
{
    private static readonly string[] Inks = ["text", "dim", "link", "good", "bad", "open"];

    /// <summary>WCAG 2.2, 1.4.3: 4.5 to 1 for text, on either ground, light, dark and on paper.</summary>
    [Fact]
    public void Text_can_be_read_on_its_ground()
    {
        Dictionary<string, string>[] schemes =
        [
            .. Roots().Matches(PageStyle.Css).Select(root => Colours().Matches(root.Value).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value)),
        ];

        Assert.Equal(3, schemes.Length);
        Assert.All(schemes, scheme => Assert.All(Inks, ink =>
        {
            Assert.InRange(Wcag.Contrast(scheme[ink], scheme["page"]), 4.5, 21.1);
            Assert.InRange(Wcag.Contrast(scheme[ink], scheme["panel"]), 4.5, 21.1);
        }));
    }

    [Fact]
    public void Every_colour_has_a_name() =>
        Assert.DoesNotMatch(Colour(), Roots().Replace(PageStyle.Css, ""));

    [Fact]
    public void Html_and_xml_read_style_and_script_alike()
    {
        Assert.DoesNotMatch("[<&]", PageStyle.Css);
        Assert.DoesNotMatch("[<&]", PageScript.Text);
    }

    [GeneratedRegex(@":root \{[^}]*\}")]
    private static partial Regex Roots();

    [GeneratedRegex("--([a-z]+): #([0-9a-f]{6})")]
    private static partial Regex Colours();

    [GeneratedRegex(@"#[0-9a-f]{3,6}\b|rgb|hsl")]
    private static partial Regex Colour();
}
