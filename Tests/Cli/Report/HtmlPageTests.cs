using System.Net;
using System.Text.RegularExpressions;
using DmabufVerify.Cli.Report;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Tests.Cli.Drawing;
using DmabufVerify.Tests.Cli.Output.Files;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Cli.Report;

/// <summary>The page in a browser.</summary>
public sealed partial class HtmlPageTests(TempFolder folder) : IClassFixture<TempFolder>
{
    /// <summary>Tells the test of the page's errors, and that it looks for them.</summary>
    private const string Watch = """
        <script>
        parent.errors.push('watched');
        console.error = function (text) { parent.errors.push(text); };
        ['error', 'securitypolicyviolation'].forEach(function (kind) { addEventListener(kind, function (e) { parent.errors.push(kind + ' ' + e.message); }); });
        </script>
        """;

    /// <summary>In a frame, as a window of chromium is not less than 500 pixels wide. What is too wide scrolls in its own box.</summary>
    [ChromiumTheory]
    [InlineData(360)]
    [InlineData(1920)]
    public void It_is_no_wider_than_the_window_and_its_tables_have_filters(int width)
    {
        Finding finding = Broken.Report.Findings[0] with { Drawing = Pictures.TenThousandRuns };
        string page = HtmlReport.Text(ReportContents.Of(Broken.Report, [Broken.Dossier(finding, $"./verify replay {new string('x', 500)}")], null));
        string dom = Chromium.Dom(folder, $$"""
            <!DOCTYPE html><html><body><iframe width="{{width}}" height="800" style="border: 0" srcdoc="{{WebUtility.HtmlEncode(page.Replace("<head>", $"<head>{Watch}", StringComparison.Ordinal))}}"></iframe><script>
            window.errors = [];
            document.querySelector('iframe').addEventListener('load', function (e) {
              const inner = e.target.contentDocument;
              document.title = [e.target.contentWindow.innerWidth, inner.documentElement.scrollWidth, inner.querySelectorAll('.filter').length,
                inner.querySelector('.filter output').textContent].join(' ') + '|' + errors.join(' ') + '|' + typed(inner, e.target.contentWindow);
            });
            function typed(inner, page) {
              const field = inner.querySelector('.filter input');
              field.value = 'AtMost';
              field.dispatchEvent(new page.Event('input'));
              return inner.querySelector('.filter output').textContent + ', ' + Array.from(inner.querySelectorAll('#laws tbody tr')).filter(function (row) { return row.offsetParent; }).length;
            }
            </script></body></html>
            """, width);

        Match seen = Title().Match(dom);
        Assert.True(seen.Success, dom[..Math.Min(dom.Length, 300)]);
        Assert.Equal(width, Number(1));
        Assert.InRange(Number(2), width / 2, width);
        Assert.Equal((3, "4 of 4"), (Number(3), seen.Groups[4].Value));
        Assert.Equal("watched", seen.Groups[5].Value);
        Assert.Equal("1 of 4, 1", seen.Groups[6].Value);

        int Number(int group) => int.Parse(seen.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>What a reader sees after each press: rows shown, and what is said aloud.</summary>
    [ChromiumFact]
    public void Both_sides_are_stepped_through_by_button_and_key()
    {
        Scenario scenario = Sharing([new(0x1000, 8)], Free("d0"));
        var traces = new Comparison("spec", "optimised")
        {
            Merges =
            [
                new ComparedMerge("a", ResolvedLimits.Unlimited, ResolvedLimits.Unlimited),
                new ComparedMerge("b", ResolvedLimits.Unlimited, ResolvedLimits.Unlimited with { AddressMask = 1 }),
                new ComparedMerge("c", ResolvedLimits.Unlimited, ResolvedLimits.Unlimited),
            ],
        };
        Finding finding = Broken.Report.Findings[0] with { Shrunk = new Shrunk(scenario, 0, 0, Finished: true) };
        string page = HtmlReport.Text(ReportContents.Of(Broken.Report, [Broken.Dossier(finding, "replay") with { Traces = traces }], null));
        string dom = Chromium.Dom(folder, page.Replace("</body>", """
            <script>
            const bar = document.querySelector('.stepper'), table = document.getElementById('trace-1'), seen = [];
            function note() { seen.push(Array.from(table.tBodies[0].rows).filter(function (r) { return !r.hidden; }).length + '=' + bar.querySelector('output').textContent); }
            function press(name) { Array.from(bar.querySelectorAll('button')).find(function (b) { return b.textContent === name; }).click(); note(); }
            function key(name) { bar.querySelector('button').dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true })); note(); }
            note(); press('First'); key('ArrowRight'); key('ArrowRight'); key('ArrowRight'); key('ArrowLeft'); press('Previous'); press('First difference'); press('All');
            document.title = seen.join(' | ');
            </script></body>
            """, StringComparison.Ordinal), 800);

        Assert.Contains(
            "<title>3=3 of 3: merged with c | 1=1 of 3: merged with a | 2=2 of 3: ≠ merged with b | 3=3 of 3: merged with c | 3=3 of 3: merged with c"
            + " | 2=2 of 3: ≠ merged with b | 1=1 of 3: merged with a | 2=2 of 3: ≠ merged with b | 3=3 of 3: merged with c</title>",
            dom,
            StringComparison.Ordinal);
    }

    [GeneratedRegex("<title>([0-9]+) ([0-9]+) ([0-9]+) ([^<|]*)[|]([^<|]*)[|]([^<|]*)</title>")]
    private static partial Regex Title();
}
