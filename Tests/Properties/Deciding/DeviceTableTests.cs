using DmabufVerify.Optimised;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Deciding;

/// <summary>Tables in the addresses that a device puts on its bus.</summary>
public sealed class DeviceTableTests
{
    private static readonly ValueList<PfnRun> Runs = [new(0x40, 2), new(0x80, 1)];

    public static TheoryData<IRules> Implementations => [new SpecVoter(), new OptimisedVoter()];

    [Theory]
    [MemberData(nameof(Implementations))]
    public void Bus_offset_is_subtracted(IRules rules)
    {
        Scenario scenario = Sharing(
            Runs,
            Free("plain"),
            Free("alias") with { BusOffsetBytes = -0xc0000000 },
            Free("low") with { BusOffsetBytes = 0x40000 });

        ValueList<DeviceTable> tables = Tables(scenario, rules);

        Assert.Equal([new(0x40000, 0x2000), new(0x80000, 0x1000)], tables[0].Segments);
        Assert.Equal([new(0xc0040000, 0x2000), new(0xc0080000, 0x1000)], tables[1].Segments);
        Assert.Equal([new(0, 0x2000), new(0x40000, 0x1000)], tables[2].Segments);
    }

    [Theory]
    [MemberData(nameof(Implementations))]
    public void Strict_iommu_gives_one_range_at_its_power_of_two(IRules rules)
    {
        Scenario scenario = Sharing(Runs, Free("m", (LimitKind.MaxSegmentSize, 8192)) with { Iommu = new Iommu("m", 4096) });

        Assert.Equal([new(0x4000, 0x2000), new(0x6000, 0x1000)], Tables(scenario, rules).Single().Segments);
        Assert.Equal(
            [new(0x4064, 0x1f9c), new(0x6000, 0x1000)],
            Tables(scenario with { Layout = new Layout(100, Runs), BufferSizeBytes = 0x2f9c }, rules).Single().Segments);
    }

    [Theory]
    [MemberData(nameof(Implementations))]
    public void Kernel_iommu_joins_entries_and_never_cuts_one(IRules rules)
    {
        Scenario scenario = Sharing(Runs, Free("m", (LimitKind.MaxSegmentSize, 4096)) with { Iommu = new Iommu("m", 4096) }) with
        {
            Policy = Policy.Default with { Enforcement = Enforcement.Kernel },
        };

        // The first entry is over-long, so that the kernel's subtraction wraps and the second joins it.
        Assert.Equal([new(0x4000, 0x3000)], Tables(scenario, rules).Single().Segments);
        Assert.Equal(
            [new(0x4000, 0x2000), new(0x6000, 0x1000)],
            Tables(scenario with { Devices = [Free("m", (LimitKind.MaxSegmentSize, 8192)) with { Iommu = new Iommu("m", 4096) }] }, rules)
                .Single().Segments);
    }

    /// <summary>Two pages within 32 bits and a hundred above: these are copied 64 at a time, from the pool's first byte on.</summary>
    [Theory]
    [MemberData(nameof(Implementations))]
    public void What_bounces_is_in_the_pool_and_says_of_what_it_is_a_copy(IRules rules)
    {
        Device bounces = Free("b", (LimitKind.AddressMask, uint.MaxValue)) with { MayBounce = true };

        DeviceTable table = Tables(Sharing([new(0x40, 2), new(0x100000, 100)], bounces), rules).Single();

        Assert.Equal([new(0x40000, 0x2000), new(0x1000000, 0x40000), new(0x1040000, 0x24000)], table.Segments);
        Assert.Equal([null, 0x100000000, 0x100040000], table.CopyOf);
        Assert.Equal(new Copying(2, 100 * Page, 1 << 18), table.Copying);
        Assert.Equal((true, true, 3UL), (table.IsValid, table.MayBounce, table.Vote.FewestSegments));
    }

    [Theory]
    [MemberData(nameof(Implementations))]
    public void Copies_have_bus_addresses_too(IRules rules)
    {
        Device alias = Free("b", (LimitKind.AddressMask, uint.MaxValue)) with { MayBounce = true, BusOffsetBytes = -0xc0000000 };

        DeviceTable table = Tables(Sharing([new(0x40000, 1)], alias), rules).Single();

        Assert.Equal([new(0xc1000000, 0x1000)], table.Segments);
        Assert.Equal([0x40000000], table.CopyOf);
    }

    [Theory]
    [MemberData(nameof(Implementations))]
    public void Nothing_is_copied_that_is_in_reach_nor_where_there_is_no_place(IRules rules)
    {
        Device reaches = Free("b", (LimitKind.AddressMask, uint.MaxValue)) with { MayBounce = true };
        Device noPool = Free("c", (LimitKind.AddressMask, 0xffffff)) with { MayBounce = true };

        ValueList<DeviceTable> tables = Tables(Sharing([new(0x2000, 200)], reaches, noPool), rules);

        Assert.Equal(new Copying(0, 0, 1 << 18), tables[0].Copying);
        Assert.Equal([new(0x2000000, 200 * Page)], tables[0].Segments);
        Assert.Equal((Verdict.Unsat, 0), (tables[1].Vote.Verdict, tables[1].Segments.Count));
        Assert.Equal((LimitKind.AddressMask, "c"), (tables[1].Vote.Refusal!.Limit, tables[1].Vote.Refusal!.Device));
    }

    [Fact]
    public void What_is_copied_is_counted_though_the_table_is_cut_off()
    {
        Device bounces = Free("b", (LimitKind.AddressMask, uint.MaxValue)) with { MayBounce = true };

        DeviceTable table = DeviceTable.All(Question.Of(Sharing([new(0x100000, 200)], bounces)), new OptimisedVoter(), maxSegments: 1).Single();

        Assert.Equal((1, 1), (table.Segments.Count, table.CopyOf.Count));
        Assert.Equal((4, 200 * Page), (table.Copying!.Segments, table.Copying.Bytes));
    }

    [Fact]
    public void Tables_are_in_the_scenarios_order_and_say_whether_they_are_valid()
    {
        Scenario scenario = Sharing(
            Runs, Free("m") with { Iommu = new Iommu("m", 4096) }, Free("a", (LimitKind.MaxSegmentCount, 1)), Free("b"));

        ValueList<DeviceTable> tables = Tables(scenario, new OptimisedVoter());

        Assert.Equal([("m", true, 1), ("a", false, 0), ("b", false, 0)], tables.Select(t => (t.Device, t.IsValid, t.Segments.Count)));
        Assert.Equal(2UL, tables[1].Vote.FewestSegments);
    }

    [Fact]
    public void Long_tables_are_cut_off()
    {
        Question question = Question.Of(Sharing([new(0, 50)], Free("a", (LimitKind.MaxSegmentSize, Page))));

        DeviceTable table = DeviceTable.All(question, new OptimisedVoter(), maxSegments: 3).Single();

        Assert.Equal((true, 3), (table.IsValid, table.Segments.Count));
        Assert.Equal(50UL, table.Vote.FewestSegments);
    }

    [Fact]
    public void Without_a_layout_there_are_none() => Assert.Empty(
        Tables(new Scenario { BufferSizeBytes = 1, Devices = [Free("a"), Free("m") with { Iommu = new Iommu("m", 4096) }] }, new SpecVoter()));

    private static ValueList<DeviceTable> Tables(Scenario scenario, IRules rules) =>
        DeviceTable.All(Question.Of(scenario), rules, maxSegments: 10);
}
