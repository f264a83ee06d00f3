using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Tests.Properties;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Cli.Output;

/// <summary>What decide prints about placements, with voters that say what a test wants.</summary>
public sealed class DecisionTextTests
{
    private static readonly Scenario Question = new()
    {
        BufferSizeBytes = 2 * Page,
        Devices = [Free("a", (LimitKind.MaxSegmentCount, 1))],
        Memory = [new(new PfnRun(0x80, 8), "cma")],
    };

    [Fact]
    public void Storage_and_tables_are_printed()
    {
        string[] lines = Lines(Question, PlacingRules.Both(_ => TableVote.Sat() with { Storage = new Layout(0, [new PfnRun(0x82, 2)]) }));

        Assert.Equal("SAT: a can use 8 KiB within 1 extent", lines[0]);
        Assert.Contains("storage: 1 run, found by spec, replayed through the specification", lines);
        Assert.Equal(2, lines.Count(line => line == "             0x82000 + 8 KiB"));
        Assert.Contains("a: 1 segment", lines);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Storage_that_is_none_contests_the_answer()
    {
        string[] lines = Lines(Question, PlacingRules.Both(_ => TableVote.Sat() with { Storage = new Layout(0, [new PfnRun(0x10, 2)]) }));

        Assert.Equal("UNKNOWN: whether a can use 8 KiB within 1 extent", lines[0]);
        Assert.Contains("  spec shows storage that is none: pages from 0x10 on are not free", lines);
        Assert.Contains(lines, line => line.StartsWith("  THE VOTERS CONTRADICT EACH OTHER", StringComparison.Ordinal));
    }

    [Fact]
    public void Memory_that_is_too_small_is_nobodys_limit()
    {
        string[] lines = Lines(Question with { BufferSizeBytes = 9 * Page }, PlacingRules.Both(_ => TableVote.Unsat(null)));

        Assert.Equal("UNSAT: a cannot use 36 KiB within 1 extent", lines[0]);
        Assert.Contains("no limit is in the way: the memory holds 32 KiB", lines);
    }

    [Fact]
    public void Undecided_is_told_with_its_reason_and_what_was_spent()
    {
        var solver = new FakeSolver(_ => TableVote.Unknown("the step limit of 7 is spent"));
        string[] lines = Lines(Question, PlacingRules.Both(_ => TableVote.Unknown("too large")) with { Solver = solver });

        Assert.Contains("  solver: the step limit of 7 is spent", lines);
        Assert.Contains("  spec: too large", lines);
        Assert.Contains("  the solver spent 0 steps in 0 ms", lines);
    }

    private static string[] Lines(Scenario scenario, Voters voters)
    {
        using var writer = new StringWriter();
        DecisionText.Write(writer, Decision.Of(scenario, voters, 10), "solver", TimeSpan.Zero);
        return writer.ToString().Split('\n');
    }
}
