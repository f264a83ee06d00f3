using DmabufVerify.Optimised;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Cases;

namespace DmabufVerify.Tests.Model.Optimised;

public class RunCutterTests
{
    [Fact]
    public void Count_of_incompatible_windows_equals_the_walk_from_edge_to_edge()
    {
        var random = new Random(61);
        int accepted = 0;
        for (int i = 0; i < 3000; i++)
        {
            var judges = new Judge[random.Next(3, 7)];
            for (int j = 0; j < judges.Length; j++)
            {
                ResolvedLimits limits = Free with
                {
                    SegmentBoundaryMask = (Page << random.Next(1, 9)) - 1,
                    VirtBoundaryMask = i % 3 == 0 ? (2 * Page) - 1 : 0,
                    MaxSegmentSizeBytes = (ulong)random.Next(2, 40) * Page,
                };
                judges[j] = Direct(limits, random.Next(0, 400) << (i % 3 == 0 ? 1 : 0));
            }

            var cutter = new RunCutter(JointCuts.Of(PageSize.FourKiB, judges));
            long start = random.Next(0, 5000);
            long end = start + random.Next(1, 3000);

            RunCut cut = cutter.Count(start, end - start);

            accepted += cut.IsRejected ? 0 : 1;
            Assert.Equal(Walk(cutter, start, end), cut.IsRejected ? null : cut.Segments);
        }

        Assert.True(accepted > 2000, $"{accepted}");
    }

    [Fact]
    public void Many_incompatible_windows_over_a_huge_run_are_counted_at_once()
    {
        Judge[] judges = [.. Enumerable.Range(1, 30).Select(
            k => Direct(Free with { SegmentBoundaryMask = (Page << k) - 1 }, -(k % 3)))];

        TableVote vote = new OptimisedVoter().Answer(new LayoutQuestion(Pages((0, 1UL << 50)), [.. judges]));

        // Edges are every odd page, 2 modulo 4, and 0 modulo 8; all the others are among them.
        Assert.Equal(7UL << 47, vote.FewestSegments);
    }

    private static long? Walk(RunCutter cutter, long start, long end)
    {
        long segments = 0;
        while (start < end)
        {
            long next = cutter.NextEnd(start, end);
            if (next <= start)
            {
                return null;
            }

            start = next;
            segments++;
        }

        return segments;
    }
}
