using DmabufVerify.Optimised;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Deciding;

/// <summary>Conflicts of which heaps are a part, worked out by hand.</summary>
public sealed class HeapConflictTests
{
    private static readonly OptimisedVoter Rules = new();

    /// <summary>Two pages apart in the secure heap, four in one piece in cma.</summary>
    private static readonly ValueList<MemoryExtent> Memory = [new(new(0, 1), "secure"), new(new(4, 1), "secure"), new(new(8, 4), "cma")];

    [Fact]
    public void A_heap_that_is_too_small_is_in_the_way_alone() =>
        Assert.Equal(new([], [new("a", ["secure"])]), Core(Placing(3, Memory, Free("a") with { Heaps = ["secure"] }, Free("b"))));

    [Fact]
    public void A_heap_in_pieces_is_in_the_way_with_the_count_of_another_device() => Assert.Equal(
        new([new("b", LimitKind.MaxSegmentCount, 1)], [new("a", ["secure"])]),
        Core(Placing(2, Memory, Free("a") with { Heaps = ["secure"] }, Free("b", (LimitKind.MaxSegmentCount, 1)))));

    [Fact]
    public void Devices_without_a_heap_in_common_are_in_the_way_together() => Assert.Equal(
        new([], [new("a", ["secure"]), new("c", ["cma"])]),
        Core(Placing(1, Memory, Free("a") with { Heaps = ["secure"] }, Free("b") with { Heaps = ["secure", "cma"] }, Free("c") with { Heaps = ["cma"] })));

    [Fact]
    public void Heaps_stay_out_where_limits_are_a_conflict_without_them() => Assert.Equal(
        new([new("a", LimitKind.MaxSegmentCount, 1)], []),
        Core(Placing(5, Memory, Free("a", (LimitKind.MaxSegmentCount, 1)) with { Heaps = ["secure"] })));

    [Fact]
    public void Heaps_stay_in_where_only_a_default_could_take_their_place()
    {
        // Nothing is below 4 GiB but the secure page: the default reach forbids the rest, and so do the heaps.
        Scenario scenario = Placing(
            2,
            [new(new(0, 1), "secure"), new(new(1 << 20, 4), "cma")],
            new Device("a", new Limits { MaxSegmentSizeBytes = ulong.MaxValue }) with { Heaps = ["secure"] });

        Assert.Equal(new([], [new("a", ["secure"])]), Core(scenario));
    }

    [Fact]
    public void A_device_that_is_in_the_way_by_its_heaps_alone_is_not_blamed_for_its_bus() => Assert.Equal(
        new([], [new("a", ["secure"])]),
        Core(Placing(3, Memory, Free("a") with { Heaps = ["secure"], BusOffsetBytes = (long)Page })));

    [Fact]
    public void A_bus_that_does_not_see_the_heap_is_told_beside_it() => Assert.Equal(
        new([new("a", LimitKind.AddressMask, ulong.MaxValue)], [new("a", ["secure"])]),
        Core(Placing(2, Memory, Free("a") with { Heaps = ["secure"], BusOffsetBytes = 8 * (long)Page })));

    [Fact]
    public void Too_little_memory_for_anybody_is_nobodys_fault() =>
        Assert.Equal(MinimalConflict.Nothing, Core(Placing(7, Memory, Free("a") with { Heaps = ["secure"] })));

    [Fact]
    public void Heaps_are_no_restriction_over_a_layout() =>
        Assert.Empty(HeapRestriction.All(Sharing([new(1, 1)], Free("a") with { Heaps = ["secure"] })));

    private static MinimalConflict? Core(Scenario scenario) => Conflict.MinimalCore(scenario, Rules.Verdict);
}
