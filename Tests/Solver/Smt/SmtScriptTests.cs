using DmabufVerify.Solving;
using DmabufVerify.Tests.Solving.Placement;
using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Tests.Solving.Smt;

public class SmtScriptTests
{
    [Theory]
    [InlineData(6)]
    [InlineData(120)]
    public void Read_back_it_gives_the_voters_verdict(int mostPages)
    {
        int[] seen = new int[3];
        foreach (PlacementQuestion question in RandomPlacements.Tiny(seed: 20184, count: 60, mostPages, gaps: mostPages < 10))
        {
            SmtScript script = Ask.Voter.Script(question);
            Verdict read = Read(script.Text);
            Verdict expected = Ask.Voter.Answer(question).Verdict;

            Assert.Equal(script.Text, Ask.Voter.SmtLib(question));
            Assert.True(
                read == expected || expected == Verdict.Unknown || (read == Verdict.Sat ? script.SatDoubt : script.UnsatDoubt) is not null,
                $"{expected}, but {read}: {question}");
            seen[(int)read]++;
        }

        Assert.True(seen[0] > 15 && seen[1] > 5, string.Join(' ', seen));
    }

    [Fact]
    public void Questions_with_bounces_read_back_give_the_voters_verdict()
    {
        int[] seen = new int[3];
        int doubts = 0;
        TableQuestion[] questions =
        [
            .. RandomBounces.Questions(seed: 20221, count: 60),
            .. RandomBouncingPlacements.Tiny(seed: 20222, count: 60, mostPages: 6, gaps: true),
            .. RandomBouncingPlacements.Tiny(seed: 20223, count: 60, mostPages: 120, gaps: false),
        ];
        foreach (TableQuestion question in questions)
        {
            SmtScript script = Ask.Voter.Script(question);
            Verdict read = Read(script.Text);
            Verdict expected = Ask.Voter.Answer(question).Verdict;

            bool isDoubtful = (read == Verdict.Sat ? script.SatDoubt : script.UnsatDoubt) is not null;
            Assert.True(read == expected || expected == Verdict.Unknown || isDoubtful, $"{expected}, but {read}: {question}");
            Assert.True(read != Verdict.Sat || expected != Verdict.Unknown || isDoubtful, $"sat without a doubt: {question}");
            seen[(int)read]++;
            doubts += isDoubtful ? 1 : 0;
        }

        Assert.True(seen[0] > 40 && seen[1] > 40 && doubts < 60, $"{string.Join(' ', seen)} {doubts}");
    }

    [Fact]
    public void Limits_are_named_after_their_devices()
    {
        LayoutQuestion question = Ask.Layout([new(16, 8)], Ask.None with { MaxSegmentCount = 1, MaxSegmentSizeBytes = Ask.Pages(4) });
        Judge odd = question.Judges[0] with { Device = "a|b\\c\nü" };

        string text = Ask.Voter.SmtLib(question with { Judges = [odd, odd with { Device = "a_b_c__" }] });

        Assert.StartsWith("(set-option :produce-models true)\n(set-option :produce-unsat-cores true)\n", text);
        Assert.Contains("\n(set-logic QF_LIA)\n", text);
        Assert.Contains(":named |maxSegmentCount of a_b_c__|))", text);
        Assert.Contains(":named |maxSegmentSize_1 of maxSegmentSize of a_b_c__|))", text);
        Assert.EndsWith("(check-sat)\n", text);
        Assert.All(text, c => Assert.True(c is '\n' or (>= ' ' and <= '~')));
        Assert.Equal(Verdict.Unsat, Read(text));
    }

    [Fact]
    public void What_cannot_be_stated_says_so()
    {
        var join = new IommuQuestion(Ask.Layout([new(1, 1)]).Buffer, new Judge("d0", Ask.None, 0), 4096, Enforcement.Kernel);

        SmtScript script = Ask.Voter.Script(join);

        Assert.Equal("; not stated: the kernel's join is an algorithm, not a constraint\n", script.Text);
        Assert.NotNull(script.SatDoubt);
        Assert.NotNull(script.UnsatDoubt);
    }

    [Fact]
    public void Copies_and_joins_are_told_in_the_text()
    {
        ResolvedLimits low = Ask.None with { AddressMask = 0x7ffffff, SegmentBoundaryMask = 0x7ffff };
        var memory = new PlacementQuestion(Ask.Page, Ask.Pages(16_000), [new PfnRun(0x10000, 16_000)], [], SharingMode.Shared)
        {
            Bouncing = [new BouncingJudge(new Judge("d0", low, 0), low)],
        };
        var layout = new BounceQuestion(
            new PagedBuffer(Ask.Page, new Layout(0, memory.Extents), memory.SizeBytes), memory.Bouncing[0]);
        PlacementQuestion joining = memory with { Bouncing = [], Joining = [new JoiningJudge(new Judge("d1", low, 0), 4096)] };

        Assert.StartsWith("; sat proves nothing: d0: copies go into the pool", Ask.Voter.SmtLib(memory));
        Assert.StartsWith("; sat proves nothing: d0: copies go into the pool", Ask.Voter.SmtLib(layout));
        Assert.StartsWith("; sat proves nothing: all others have storage", Ask.Voter.SmtLib(joining));
        Assert.Null(Ask.Voter.Script(memory).UnsatDoubt);
    }

    [Fact]
    public void What_is_left_out_is_told_in_the_text()
    {
        ResolvedLimits gap = Ask.None with { VirtBoundaryMask = 0x3fff, MaxSegmentCount = 3 };
        var question = new PlacementQuestion(Ask.Page, Ask.Pages(500), [new PfnRun(17, 1000)], Ask.Judges(gap), SharingMode.Shared);

        Assert.StartsWith("; sat proves nothing: a gap mask", Ask.Voter.SmtLib(question));
    }

    /// <summary>A context that exists already takes no options.</summary>
    private static Verdict Read(string text)
    {
        using var context = new Context();
        using Microsoft.Z3.Solver solver = context.MkSolver();
        solver.FromString(string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("(set-option", StringComparison.Ordinal))));
        return solver.Check() switch
        {
            Status.SATISFIABLE => Verdict.Sat,
            Status.UNSATISFIABLE => Verdict.Unsat,
            _ => Verdict.Unknown,
        };
    }
}
