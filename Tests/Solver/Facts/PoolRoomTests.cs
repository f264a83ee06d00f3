using DmabufVerify.Solving;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Solving.Facts;

public class PoolRoomTests
{
    /// <summary>Pools of a few pages within reach, or with windows little larger than the copies.</summary>
    [Fact]
    public void What_surely_fits_finds_a_place_for_each_copy()
    {
        var random = new Random(20231);
        int[] seen = new int[3];
        for (int i = 0; i < 20_000; i++)
        {
            ulong page = 4096UL << random.Next(0, 5);
            ResolvedLimits limits = Ask.None with
            {
                AddressMask = (16 << 20) + (ulong)random.Next(0, 1 << 20),
                MinAlignMask = random.Next(2) == 0 ? 0 : (1UL << random.Next(4, 17)) - 1,
                SegmentBoundaryMask = random.Next(2) == 0 ? ulong.MaxValue : (1UL << random.Next(13, 20)) - 1,
            };
            var judge = new BouncingJudge(new Judge("d0", limits, (long)page * random.Next(-3, 4)), limits);
            Segment[] table = [.. Enumerable.Range(0, random.Next(1, 6)).Select(s => new Segment(
                (200UL << 20) + ((ulong)s << 20) + (ulong)random.Next(0, 4096), random.Next(2) == 0 ? page * (ulong)random.Next(1, 4) : (ulong)random.Next(1, 1 << 16)))];

            string? doubt = PoolRoom.Doubt(new BounceView(0, judge, new PageSize(page)), new SegmentTable([.. table]));

            bool hasRoom = EveryBounce.HasRoom(table, judge, new PageSize(page));
            Assert.True(doubt is not null || hasRoom, $"{judge} {string.Join(' ', table)}");
            seen[doubt is null ? 0 : hasRoom ? 1 : 2]++;
        }

        Assert.True(seen[0] > 5000 && seen[2] > 2000 && seen[1] * 2 < seen[0], string.Join(' ', seen));
    }

    [Fact]
    public void A_table_too_long_to_list_is_in_doubt()
    {
        var judge = new BouncingJudge(new Judge("d0", Ask.None, 0), Ask.None);

        Assert.EndsWith("more segments than are looked at", PoolRoom.Doubt(new BounceView(0, judge, Ask.Page), table: null));
    }
}
