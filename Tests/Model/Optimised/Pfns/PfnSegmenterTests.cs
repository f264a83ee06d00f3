using DmabufVerify.Optimised;

namespace DmabufVerify.Tests.Model.Optimised.Pfns;

public class PfnSegmenterTests
{
    private static readonly int[] Lengths =
        [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 66, 127, 128, 129, 130, 191, 192, 193, 200, 1023, 1025, 1100, 2200];

    private static readonly ulong[] Sizes =
        [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 62, 63, 64, 65, 100, 127, 128, 129, 512, 1000, ulong.MaxValue];

    private static readonly (ulong Pages, ulong Phase)[] Windows =
        [(0, 0), (1, 0), (2, 1), (16, 0), (16, 5), (64, 63), (512, 0), (512, 77), (1UL << 20, 3)];

    private static readonly int[] RunLengths = [1, 2, 3, 20, 90, 4000];

    public static TheoryData<int> Widths => [.. Enum.GetValues<VectorWidth>().Where(PfnSegmenter.IsSupported).Select(w => (int)w)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_width_equals_one_page_at_a_time_and_stays_inside_its_spans(int width)
    {
        var random = new Random(71);
        using var input = new GuardedPages(2200 * 8);
        using var firsts = new GuardedPages(2300 * 8);
        using var pages = new GuardedPages(2300 * 4);
        foreach (int length in Lengths)
        {
            foreach (ulong size in Sizes)
            {
                foreach ((ulong window, ulong phase) in Windows)
                {
                    int longest = RunLengths[random.Next(RunLengths.Length)];
                    Span<ulong> pfns = random.Next(4) > 0 ? input.AtEnd<ulong>(length) : input.AtStart<ulong>(length);
                    NaivePfns.Fill(pfns, random, longest);
                    var rule = new CutRule(size, window, phase);
                    int spare = random.Next(3) == 0 ? PfnSegmenter.SpareEntries : random.Next(3);
                    Check(pfns, rule, firsts, pages, spare, (VectorWidth)width);
                }
            }
        }
    }

    private static void Check(
        Span<ulong> pfns, CutRule rule, GuardedPages firsts, GuardedPages pages, int spare, VectorWidth width)
    {
        List<(ulong FirstPfn, uint Pages)> expected = NaivePfns.Segments(pfns, rule);
        int count = expected.Count;
        Assert.Equal((ulong)count, PfnSegmenter.Count(pfns, rule, ulong.MaxValue, width));

        Span<ulong> first = firsts.AtEnd<ulong>(count + spare);
        Span<uint> length = pages.AtEnd<uint>(count + spare);
        Assert.Equal(count, PfnSegmenter.Emit(pfns, rule, first, length, width));
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(expected[i], (first[i], length[i]));
        }

        if (count > 0)
        {
            Span<uint> atStart = pages.AtStart<uint>(count);
            Assert.Equal(count, PfnSegmenter.Emit(pfns, rule, first, atStart, width));
            Assert.Equal(expected[0].Pages, atStart[0]);
            Assert.Equal(-1, PfnSegmenter.Emit(pfns, rule, first, pages.AtEnd<uint>(count - 1), width));
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Count_stops_soon_after_its_limit(int width)
    {
        ulong[] pfns = [.. Enumerable.Range(0, 1 << 16).Select(i => (ulong)i * 2)];

        ulong stopped = PfnSegmenter.Count(pfns, CutRule.RunsOnly, 128, (VectorWidth)width);

        Assert.InRange(stopped, 129UL, 2048UL);
        Assert.Equal(1UL << 16, PfnSegmenter.Count(pfns, CutRule.RunsOnly, (1 << 16) - 1, (VectorWidth)width));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        ulong[] pfns = new ulong[5000];
        NaivePfns.Fill(pfns, new Random(72), 6);
        ulong[] first = new ulong[5064];
        uint[] pages = new uint[5064];
        CutRule[] rules = [CutRule.RunsOnly, new(16), new(100, 1 << 20), new(5, 512, 3)];
        ulong sum = 0;
        for (int round = 0; round < 2; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach (CutRule rule in rules)
            {
                int count = PfnSegmenter.Emit(pfns, rule, first, pages);
                sum += (ulong)count + PfnSegmenter.Count(pfns, rule);
                sum += RunCounter.Count(first.AsSpan(0, count), pages.AsSpan(0, count), rule);
            }

            Assert.True(round == 0 || GC.GetAllocatedBytesForCurrentThread() == before);
        }

        Assert.True(sum > 0);
    }

    [Fact]
    public void Runs_kept_with_the_buffer_count_the_same_for_every_device()
    {
        var random = new Random(73);
        ulong[] pfns = new ulong[3000];
        ulong[] first = new ulong[3000 + PfnSegmenter.SpareEntries];
        uint[] pages = new uint[3000 + PfnSegmenter.SpareEntries];
        foreach (int longest in RunLengths)
        {
            NaivePfns.Fill(pfns, random, longest);
            int runs = PfnSegmenter.PagesToRuns(pfns, first, pages);
            foreach (ulong size in Sizes)
            {
                foreach ((ulong window, ulong phase) in Windows)
                {
                    var rule = new CutRule(size, window, phase);
                    ulong expected = (ulong)NaivePfns.Segments(pfns, rule).Count;

                    Assert.Equal(expected, RunCounter.Count(first.AsSpan(0, runs), pages.AsSpan(0, runs), rule));
                    Assert.Equal(
                        expected,
                        RunCounter.Count(first.AsSpan(0, runs), pages.AsSpan(0, runs), rule, ulong.MaxValue, vectors: false));
                }
            }
        }
    }

    [Fact]
    public void Rule_rejects_what_no_device_means()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CutRule(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CutRule(1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CutRule(1, 4, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CutRule(1, 0, 1));
    }
}
