using System.Net;
using System.Text.RegularExpressions;
using DmabufVerify.Cli.Report;
using DmabufVerify.Properties.Running;
using DmabufVerify.Tests.Cli.Drawing;
using DmabufVerify.Tests.Cli.Output.Files;

namespace DmabufVerify.Tests.Cli.Report;

/// <summary>The page in a browser.</summary>
public sealed partial class HtmlPageTests(TempFolder folder) : IClassFixture<TempFolder>
{
    /// <summary>In a frame, as a window of chromium is not less than 500 pixels wide. What is too wide scrolls in its own box.</summary>
    [ChromiumTheory]
    [InlineData(360)]
    [InlineData(1920)]
    public void It_is_no_wider_than_the_window_and_its_tables_have_filters(int width)
    {
        Finding finding = Broken.Report.Findings[0] with { Drawing = Pictures.TenThousandRuns };
        string page = HtmlReport.Text(Broken.Report with { Findings = [finding] }, _ => $"./verify replay {new string('x', 500)}");
        string dom = Chromium.Dom(folder, $$"""
            <!DOCTYPE html><html><body><iframe width="{{width}}" height="800" style="border: 0" srcdoc="{{WebUtility.HtmlEncode(page)}}"></iframe><script>
            document.querySelector('iframe').addEventListener('load', function (e) {
              const inner = e.target.contentDocument;
              document.title = [e.target.contentWindow.innerWidth, inner.documentElement.scrollWidth, inner.querySelectorAll('.filter').length,
                inner.querySelector('.filter output').textContent].join(' ');
            });
            </script></body></html>
            """, width);

        Match seen = Title().Match(dom);
        Assert.True(seen.Success, dom[..Math.Min(dom.Length, 300)]);
        Assert.Equal(width, Number(1));
        Assert.InRange(Number(2), width / 2, width);
        Assert.Equal((3, "4 of 4"), (Number(3), seen.Groups[4].Value));

        int Number(int group) => int.Parse(seen.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("<title>([0-9]+) ([0-9]+) ([0-9]+) ([^<]*)</title>")]
    private static partial Regex Title();
}
