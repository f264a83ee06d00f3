using DmabufVerify.Optimised;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Optimised;

public class MergedLimitsTreeTests
{
    private readonly Random _random = new(81);

    [Theory]
    [InlineData(1, 3)]
    [InlineData(4, 6)]
    [InlineData(5, 70)]
    [InlineData(64, 500)]
    public void Merged_equals_recomputing_after_every_operation(int capacity, int most)
    {
        var tree = new MergedLimitsTree(capacity);
        var attached = new Dictionary<int, ResolvedLimits>();
        for (int i = 0; i < 4000; i++)
        {
            if (attached.Count < most && _random.Next(5) > 1)
            {
                ResolvedLimits limits = Limits();
                int slot = tree.Attach(limits);
                Assert.True(attached.TryAdd(slot, limits));
            }
            else if (attached.Count > 0)
            {
                int slot = attached.Keys.ElementAt(_random.Next(attached.Count));
                Assert.Equal(Merge(attached.Where(a => a.Key != slot).Select(a => a.Value)), tree.MergedWithout(slot));
                tree.Detach(slot);
                attached.Remove(slot);
            }

            Assert.Equal(attached.Count, tree.Count);
            Assert.Equal(Merge(attached.Values), tree.Merged);
        }
    }

    [Fact]
    public void Leaving_in_the_order_of_tightness_uncovers_the_next_each_time()
    {
        var tree = new MergedLimitsTree();
        int[] slots = [.. Enumerable.Range(1, 1000).Select(i => tree.Attach(Tight((ulong)i)))];
        for (int i = 0; i < 999; i++)
        {
            Assert.Equal(Tight((ulong)i + 1), tree.Merged);
            tree.Detach(slots[i]);
        }

        tree.Detach(slots[999]);
        Assert.Equal(ResolvedLimits.Unlimited, tree.Merged);
        Assert.Equal(0, tree.Count);
    }

    [Fact]
    public void Tightest_slot_has_the_value_that_is_merged_with_and_without_one()
    {
        var tree = new MergedLimitsTree();
        Assert.Equal(-1, tree.TightestSlot(LimitKind.MaxSegmentCount));
        var attached = new Dictionary<int, ResolvedLimits>();
        for (int i = 0; i < 100; i++)
        {
            ResolvedLimits limits = Limits();
            int slot = tree.Attach(limits);
            attached.Add(slot, limits);
            if (i == 0)
            {
                Assert.Equal(-1, tree.TightestSlot(LimitKind.MinAlignMask, slot));
                continue;
            }

            foreach (LimitKind kind in LimitKinds.All)
            {
                Assert.Equal(tree.Merged[kind], attached[tree.TightestSlot(kind)][kind]);
                int except = _random.Next(i + 1);
                int tightest = tree.TightestSlot(kind, except);
                Assert.NotEqual(except, tightest);
                Assert.Equal(tree.MergedWithout(except)[kind], attached[tightest][kind]);
            }
        }
    }

    [Fact]
    public void Slots_are_used_again_and_nothing_is_allocated_meanwhile()
    {
        var tree = new MergedLimitsTree(8);
        var slots = new HashSet<int>();
        ResolvedLimits merged = default;
        long before = 0;
        for (int i = 0; i < 1000; i++)
        {
            before = i == 10 ? GC.GetAllocatedBytesForCurrentThread() : before;
            int slot = tree.Attach(Tight(7));
            merged = tree.Merged;
            tree.Detach(slot);
            if (i < 10)
            {
                slots.Add(slot);
            }
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Single(slots);
        Assert.Equal(Tight(7), merged);
    }

    [Fact]
    public void Slot_that_is_not_attached_is_refused()
    {
        var tree = new MergedLimitsTree();
        int slot = tree.Attach(ResolvedLimits.Unlimited);
        tree.Detach(slot);

        Assert.Throws<ArgumentException>(() => tree.Detach(slot));
        Assert.Throws<ArgumentException>(() => tree.Detach(-1));
        Assert.Throws<ArgumentException>(() => tree.MergedWithout(99));
    }

    /// <summary>A larger number is looser in every field.</summary>
    private static ResolvedLimits Tight(ulong i) => new(i, i * 4096, (i * 4096) - 1, 5000 - i, 6000 - i, i);

    private static ResolvedLimits Merge(IEnumerable<ResolvedLimits> limits) => limits.Aggregate(
        ResolvedLimits.Unlimited,
        (a, b) => new(
            Math.Min(a.MaxSegmentCount, b.MaxSegmentCount),
            Math.Min(a.MaxSegmentSizeBytes, b.MaxSegmentSizeBytes),
            Math.Min(a.SegmentBoundaryMask, b.SegmentBoundaryMask),
            Math.Max(a.VirtBoundaryMask, b.VirtBoundaryMask),
            Math.Max(a.MinAlignMask, b.MinAlignMask),
            Math.Min(a.AddressMask, b.AddressMask)));

    private ResolvedLimits Limits() => new(
        Value(), Value(), ulong.MaxValue >> _random.Next(52), (1UL << _random.Next(20)) - 1, (1UL << _random.Next(20)) - 1, Value());

    private ulong Value() => _random.Next(4) == 0 ? ulong.MaxValue : (ulong)_random.NextInt64(1, 1L << _random.Next(1, 60));
}
