using System.Xml.Linq;
using DmabufVerify.Cli.Drawing;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Tests.Properties;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Cli.Drawing;

/// <summary>Whatever the generators draw can be drawn.</summary>
public sealed class DrawnScenariosTests
{
    [Theory]
    [InlineData(Regime.Plausible)]
    [InlineData(Regime.Wild)]
    [InlineData(Regime.Real)]
    public void Every_scenario_with_a_layout_has_a_picture_that_fits(Regime regime)
    {
        var generator = new ScenarioGenerator(GeneratorSettings.Default, RealData.Shipped);
        int drawn = 0;
        int offended = 0;
        for (ulong seed = 1; seed <= 400; seed++)
        {
            if (LayoutDrawing.Of(generator.Draw(regime, seed), TestVoters.Two.Optimised) is not { } drawing)
            {
                continue;
            }

            drawn++;
            offended += drawing.Lanes.Any(lane => lane.Offences.Count > 0) ? 1 : 0;
            int width = (int)(40 + (seed % 81));
            Assert.All(
                TextDrawing.Plain(drawing, new DrawingStyle(width, IsAscii: seed % 2 == 0)),
                line => Assert.True(line.Length <= width, $"{regime} {seed}: {line}"));
            Assert.Equal("svg", XElement.Parse(SvgDrawing.Text(drawing)).Name.LocalName);
        }

        Assert.InRange(drawn, 100, 400);
        Assert.InRange(offended, 20, drawn);
    }

    /// <summary>An offence without a mark, or a mark without an offence, would be a lie.</summary>
    [Theory]
    [InlineData(Regime.Plausible)]
    [InlineData(Regime.Wild)]
    public void What_is_unsat_is_marked_and_what_is_sat_is_not(Regime regime)
    {
        var generator = new ScenarioGenerator(GeneratorSettings.Default, RealData.Shipped);
        int unsat = 0;
        for (ulong seed = 1; seed <= 600; seed++)
        {
            Scenario scenario = generator.Draw(regime, seed);
            if (LayoutDrawing.Of(scenario, TestVoters.Two.Optimised) is not { } drawing)
            {
                continue;
            }

            TableVote[] votes = [.. Question.Of(scenario).Parts.Select(TestVoters.Two.Optimised.Answer)];
            if (votes.All(v => v.Verdict != Verdict.Unknown))
            {
                bool isUnsat = votes.Any(v => v.Verdict == Verdict.Unsat);
                unsat += isUnsat ? 1 : 0;
                Assert.True(isUnsat == drawing.Lanes.Any(lane => lane.Offences.Count > 0), $"{regime} {seed}");
            }
        }

        Assert.InRange(unsat, 50, 600);
    }
}
