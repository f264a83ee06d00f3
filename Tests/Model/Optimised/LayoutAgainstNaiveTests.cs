using DmabufVerify.Optimised;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Optimised;

public class LayoutAgainstNaiveTests
{
    private const int Cases = 4000;

    private readonly OptimisedVoter _voter = new();

    [Theory]
    [InlineData(false, 11)]
    [InlineData(true, 12)]
    public void Verdict_and_fewest_segments_equal_trying_every_cut(bool withGap, int seed)
    {
        var random = new RandomLayouts(seed);
        var seen = new Dictionary<(Verdict, LimitKind?), int>();
        for (int i = 0; i < Cases; i++)
        {
            PagedBuffer buffer = random.Buffer();
            Judge[] judges = random.Judges(withGap);
            var naive = new NaiveTables(buffer, judges);

            TableVote vote = _voter.Answer(new LayoutQuestion(buffer, [.. judges]));

            Assert.Equal(naive.IsSat ? Verdict.Sat : Verdict.Unsat, vote.Verdict);
            Assert.Equal(naive.IsReachable ? naive.Fewest() : null, (int?)vote.FewestSegments);
            var kind = (vote.Verdict, vote.Refusal?.Limit);
            seen[kind] = seen.GetValueOrDefault(kind) + 1;
        }

        Assert.True(seen[(Verdict.Sat, null)] > Cases / 20);
        Assert.True(seen[(Verdict.Unsat, LimitKind.AddressMask)] > Cases / 20);
        Assert.True(seen[(Verdict.Unsat, LimitKind.MaxSegmentCount)] > Cases / 20);
        Assert.Equal(withGap, seen.GetValueOrDefault((Verdict.Unsat, LimitKind.VirtBoundaryMask)) > Cases / 20);
    }

    [Theory]
    [InlineData(false, 21)]
    [InlineData(true, 22)]
    public void Table_covers_the_buffer_in_as_few_segments_as_it_says(bool withGap, int seed)
    {
        var random = new RandomLayouts(seed);
        for (int i = 0; i < Cases; i++)
        {
            PagedBuffer buffer = random.Buffer();
            Judge[] judges = random.Judges(withGap);
            var naive = new NaiveTables(buffer, judges);

            SegmentTable? table = _voter.Table(buffer, [.. judges], int.MaxValue);

            Assert.Equal(naive.IsReachable ? naive.Fewest() : null, table?.Segments.Count);
            if (table is not null)
            {
                Assert.Equal(BytesOf(buffer), table.Segments.SelectMany(Chunks));
            }
        }
    }

    [Theory]
    [InlineData(false, 31)]
    [InlineData(true, 32)]
    public void Longest_prefix_equals_trying_every_size(bool withGap, int seed)
    {
        var random = new RandomLayouts(seed);
        for (int i = 0; i < Cases; i++)
        {
            PagedBuffer buffer = random.Buffer();
            Judge[] judges = random.Judges(withGap);

            Assert.Equal(NaiveTables.LongestPrefixBytes(buffer, judges), _voter.LongestPrefixBytes(buffer, [.. judges]));
        }
    }

    /// <summary>A buffer's bytes as (first, last) address of each page's part.</summary>
    private static IEnumerable<(ulong, ulong)> BytesOf(PagedBuffer buffer)
    {
        ulong left = buffer.SizeBytes;
        ulong offset = buffer.Layout.OffsetBytes;
        foreach (PfnRun run in buffer.Layout.Runs)
        {
            for (ulong pfn = run.FirstPfn; pfn < run.EndPfn && left > 0; pfn++)
            {
                ulong bytes = Math.Min(left, 4096 - offset);
                yield return ((pfn * 4096) + offset, (pfn * 4096) + offset + bytes - 1);
                left -= bytes;
                offset = 0;
            }
        }
    }

    private static IEnumerable<(ulong, ulong)> Chunks(Segment segment)
    {
        for (ulong at = segment.AddressBytes; at <= segment.LastByte; at = (at | 4095) + 1)
        {
            yield return (at, Math.Min(at | 4095, segment.LastByte));
        }
    }
}
