using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Explaining.Histories;
using DmabufVerify.Tests.Properties.Explaining.Histories;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Cli.Output;

public sealed class SideBySideTextTests
{
    private static readonly Comparison Empty = new("spec", "optimised");

    [Fact]
    public void Steps_that_differ_stand_in_two_columns_and_what_one_side_alone_has_is_marked()
    {
        string[] lines = Lines(StepResult.Ok with { Attachment = 1 });

        Assert.Equal("     spec                                 | optimised", lines[0]);
        int differs = Array.IndexOf(lines, "!  2 attach display: DIFFERS");
        Assert.Equal("     * EBUSY: camera has a live mapping   | * ok, attachment 1", lines[differs + 1]);
        Assert.Contains("   0 attach camera", lines);
        Assert.Contains("       ok, attachment 0", lines);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
    }

    [Fact]
    public void Equal_histories_are_not_printed() => Assert.Empty(Lines(null));

    [Fact]
    public void Segments_that_differ_are_marked()
    {
        Scenario scenario = Sharing([new(1, 2)], Free("d0"));
        var answer = new ComparedAnswer(
            Question.Of(scenario).Parts[0],
            TableVote.Sat(2),
            TableVote.Sat(1),
            [new(0, new Segment(0x1000, 4096), new Segment(0x1000, 8192)), new(1, new Segment(0x2000, 4096), null)],
            Elided: 3);

        Assert.Equal(
            [
                "     spec                                 | optimised",
                "     * sat, 2 segments                    | * sat, 1 segment",
                "!  0 * 0x1000 + 4 KiB                     | * 0x1000 + 8 KiB",
                "!  1 * 0x2000 + 4 KiB                     |",
                "       … 3 more of the longer table",
            ],
            SideBySideText.Lines(Empty with { Answers = [answer] }, PageSize.FourKiB));
        Assert.Empty(SideBySideText.Lines(
            Empty with { Answers = [answer with { Right = answer.Left, Segments = [] }] }, PageSize.FourKiB));
    }

    [Fact]
    public void Merges_are_shown_device_by_device_with_the_limits_that_somebody_asks_for()
    {
        ResolvedLimits one = ResolvedLimits.Unlimited with { AddressMask = 0x2fff };
        Comparison comparison = Empty with
        {
            Merges =
            [
                new ComparedMerge("a", ResolvedLimits.Unlimited, ResolvedLimits.Unlimited),
                new ComparedMerge("b", one, one with { MaxSegmentCount = 3 }),
            ],
        };

        Assert.Equal(
            [
                "     spec                                 | optimised",
                "     merged with a",
                "       unlimited                          |   unlimited",
                "!    merged with b",
                "       addressMask 0x2fff                 | * maxSegmentCount 3",
                "                                          |   addressMask 0x2fff",
            ],
            SideBySideText.Lines(comparison, PageSize.FourKiB));
    }

    private static string[] Lines(StepResult? third)
    {
        Implementation[] two = [new("spec", new ScriptedBuffer(Lives.Script())), new("optimised", new ScriptedBuffer(Lives.Script(third)))];
        return [.. SideBySideText.Lines(Empty with { Steps = [.. HistoryRunner.Run(Lives.Scenario.Steps, two)] }, PageSize.FourKiB)];
    }
}
