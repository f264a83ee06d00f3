using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Solving.Ask;
using AskFor = DmabufVerify.Tests.Solving.Ask;

namespace DmabufVerify.Tests.Solving.Capacity;

public class CapacityDecisionTests
{
    [Fact]
    public void Agrees_with_every_storage()
    {
        int[] seen = new int[3];
        var random = new Random(20155);
        for (int i = 0; i < 300; i++)
        {
            CapacityQuestion question = Small(random);
            Verdict expected = EveryStorage.HasTable(question) ? Verdict.Sat : Verdict.Unsat;

            SolverReport report = Voter.Explain(question);

            Assert.True(expected == report.Vote.Verdict, $"{expected}, but {report.Vote}: {question}");
            Assert.Equal(expected == Verdict.Sat, report.Witness is not null);
            seen[(int)expected]++;
        }

        Assert.True(seen[0] > 50 && seen[1] > 50, string.Join(' ', seen));
    }

    [Fact]
    public void No_pair_of_a_core_can_be_left_out()
    {
        int pairs = 0;
        var random = new Random(20156);
        for (int i = 0; i < 150; i++)
        {
            CapacityQuestion question = Small(random);
            SolverReport report = Voter.Explain(question);
            foreach (CorePair left in report.Core)
            {
                CapacityQuestion relaxed = question with
                {
                    Judges = new([.. question.Judges.Select(judge => judge with
                    {
                        Limits = LimitKinds.All
                            .Where(kind => !report.Core.Any(p => p != left && (p.Device, p.Limit) == (judge.Device, kind)))
                            .Aggregate(judge.Limits, (limits, kind) => limits.Without(kind)),
                    })]),
                };
                Assert.Equal(Verdict.Sat, Voter.Answer(relaxed).Verdict);
                pairs++;
            }

            Assert.True(report.CoreIsMinimal);
        }

        Assert.True(pairs > 50);
    }

    [Theory]
    [InlineData(16UL, Verdict.Sat)]
    [InlineData(17UL, Verdict.Unsat)]
    public void Count_times_size_bounds_a_buffer(ulong pages, Verdict expected)
    {
        ResolvedLimits four = None with { MaxSegmentCount = 4 };
        SolverReport report = Voter.Explain(AskFor.Capacity(Pages(pages), four, None with { MaxSegmentSizeBytes = Pages(4) + 100 }));

        Assert.Equal(expected, report.Vote.Verdict);
        Assert.Equal(
            expected == Verdict.Unsat ? ["d0 maxSegmentCount", "d1 maxSegmentSize"] : [], AskFor.Core(report));
    }

    [Fact]
    public void Windows_leave_remainders_that_count()
    {
        // Two windows of 8 pages within reach, 3 pages in a segment: 3 + 3 + 2 in each.
        ResolvedLimits limits = None with { MaxSegmentSizeBytes = Pages(3), SegmentBoundaryMask = 0x7fff, AddressMask = 0xffff };

        Assert.Equal(Verdict.Sat, Voter.Answer(AskFor.Capacity(Pages(16), limits with { MaxSegmentCount = 6 })).Verdict);
        Assert.Equal(Verdict.Unsat, Voter.Answer(AskFor.Capacity(Pages(16), limits with { MaxSegmentCount = 5 })).Verdict);
        Assert.Equal(Verdict.Sat, Voter.Answer(AskFor.Capacity(Pages(14), limits with { MaxSegmentCount = 5 })).Verdict);
    }

    [Fact]
    public void The_largest_buffer_needs_no_list_of_its_segments()
    {
        SolverReport report = Voter.Explain(AskFor.Capacity(1UL << 63, None with { MaxSegmentSizeBytes = 65536 }));

        Assert.Equal(Verdict.Sat, report.Vote.Verdict);
        Assert.Null(report.Witness);
        SolverReport tooMany = Voter.Explain(
            AskFor.Capacity(1UL << 63, None with { MaxSegmentSizeBytes = 65536, MaxSegmentCount = (1UL << 47) - 1 }));
        Assert.Equal(["d0 maxSegmentCount", "d0 maxSegmentSize"], AskFor.Core(tooMany));
    }

    [Fact]
    public void Many_segments_under_a_gap_rule_are_laid_end_to_end()
    {
        ResolvedLimits limits = None with { VirtBoundaryMask = 0xffff, MaxSegmentSizeBytes = Pages(40), MaxSegmentCount = 100 };

        // 40 + 98 * 32 + 40 pages.
        Assert.Equal(Verdict.Sat, Voter.Answer(AskFor.Capacity(Pages(3216), limits)).Verdict);
        SolverReport refused = Voter.Explain(AskFor.Capacity(Pages(3217), limits));
        Assert.Equal(["d0 maxSegmentCount", "d0 maxSegmentSize", "d0 virtBoundaryMask"], AskFor.Core(refused));
    }

    [Fact]
    public void Many_segments_under_a_gap_rule_get_a_window_each()
    {
        ResolvedLimits limits = None with
        {
            VirtBoundaryMask = 0xffff,
            MaxSegmentSizeBytes = Pages(40),
            SegmentBoundaryMask = 0x3ffff,
            MaxSegmentCount = 100,
        };

        Assert.Equal(Verdict.Sat, Voter.Answer(AskFor.Capacity(Pages(3216), limits)).Verdict);
    }

    [Fact]
    public void Different_bus_offsets_are_decided_only_by_one_judge_alone()
    {
        var question = AskFor.Capacity(Pages(8)) with
        {
            Judges =
            [
                new Judge("near", None with { MaxSegmentCount = 1 }, 0),
                new Judge("far", None with { MaxSegmentSizeBytes = Pages(4) }, (long)Pages(1)),
            ],
        };

        Assert.Contains("different bus offsets", Voter.Answer(question).UnknownReason);
        Assert.Contains("one table each", Voter.Answer(question with { Mode = SharingMode.Tailored }).UnknownReason);
        Judge narrow = question.Judges[1] with { Limits = None with { MaxSegmentSizeBytes = Pages(4), MaxSegmentCount = 1 } };
        Assert.Equal(Verdict.Unsat, Voter.Answer(question with { Judges = [question.Judges[0], narrow] }).Verdict);
    }

    private static CapacityQuestion Small(Random random)
    {
        const ulong page = 4096;
        long offset = random.Next(3) == 0 ? (long)page * random.Next(-3, 4) : 0;
        Judge[] judges = [.. Enumerable.Range(0, random.Next(1, 3)).Select(i =>
        {
            ResolvedLimits limits = None with { AddressMask = (ulong)(((long)page * random.Next(4, 7)) + random.Next(-2000, 2000)) };
            limits = random.Next(2) == 0 ? limits with { MaxSegmentCount = (ulong)random.Next(1, 5) } : limits;
            limits = random.Next(2) == 0 ? limits with { MaxSegmentSizeBytes = page + (ulong)random.Next(0, 12000) } : limits;
            limits = random.Next(2) == 0 ? limits with { SegmentBoundaryMask = (page << random.Next(0, 3)) - 1 } : limits;
            limits = random.Next(2) == 0 ? limits with { VirtBoundaryMask = (page << random.Next(0, 3)) - 1 } : limits;
            return new Judge($"d{i}", limits, offset);
        })];
        return new(Page, 1 + (ulong)random.NextInt64(7 * (long)page), new([.. judges]), SharingMode.Shared);
    }
}
