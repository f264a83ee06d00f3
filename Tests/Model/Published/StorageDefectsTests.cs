using DmabufVerify.Published;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Published.Buffers;

namespace DmabufVerify.Tests.Model.Published;

/// <summary>What each defect about storage and tables leaves to be seen, each one alone.</summary>
public sealed class StorageDefectsTests
{
    private static readonly Device PageByPage = Dev("pages", Free with { MaxSegmentSizeBytes = Page });

    private static readonly Scenario Cached = Of(4, [Memory(16, 4)], Dev("a"), PageByPage) with
    {
        Exporter = new Exporter { Tables = ExporterTables.Cached },
    };

    [Fact]
    public void F15_a_live_mapping_is_not_looked_at()
    {
        Scenario scenario = Over(At((16, 2), (32, 2)), Dev("a"), Contiguous("one")) with { Memory = [Memory(64, 4)] };

        new Exported(scenario).After(Attach("a"), Map("a")).Refuses(Errno.Ebusy, GroundsKind.NotMovable, Attach("one"));
        Exported buffer = new Exported(scenario, Defect.F15).After(Attach("a"), Map("a"), Attach("one"));
        Assert.Equal(2, buffer.Do(Map("one")).Mapping!.Table.Segments.Count);
    }

    [Fact]
    public void F15_nor_is_a_live_table()
    {
        Exported buffer = new Exported(Cached, Defect.F15).After(Attach("a"), Map("a"), Attach("pages"));

        Assert.Single(buffer.Do(Map("pages")).Mapping!.Table.Segments);
    }

    [Fact]
    public void F15_where_there_is_no_table_map_says_so()
    {
        Device gap = Dev("gap", Free with { VirtBoundaryMask = 0x1fff });
        Exported buffer = new Exported(Over(At((16, 1), (32, 3)), Dev("a"), gap) with { Memory = [Memory(64, 4)] }, Defect.F15)
            .After(Attach("a"), Map("a"), Attach("gap"));
        buffer.Refuses(Errno.Einval, GroundsKind.Conflict, Map("gap"));
    }

    [Fact]
    public void F16_a_cached_table_is_handed_out_again()
    {
        Operation[] history = [Attach("a"), Map("a"), Unmap("a"), Attach("pages")];

        Assert.Equal(4, new Exported(Cached).After(history).Do(Map("pages")).Mapping!.Table.Segments.Count);
        Assert.Single(new Exported(Cached, Defect.F16).After(history).Do(Map("pages")).Mapping!.Table.Segments);
    }

    [Theory]
    [InlineData(ExporterTables.Cached)]
    [InlineData(ExporterTables.PerAttachment)]
    public void F17_tables_are_cut_for_nobody(ExporterTables tables)
    {
        Scenario scenario = Cached with { Exporter = new Exporter { Tables = tables } };

        Assert.Single(new Exported(scenario, Defect.F17).After(Attach("pages")).Do(Map("pages")).Mapping!.Table.Segments);
    }

    [Fact]
    public void F18_storage_is_chosen_for_the_first_alone()
    {
        Scenario scenario = Over(At((16, 2), (32, 2)), Dev("a"), Contiguous("one")) with { Memory = [Memory(64, 4)] };
        Operation[] history = [Attach("a"), Attach("one"), Map("a")];

        Assert.Equal(At((64, 4)), new Exported(scenario).After(history).View.Storage);
        Assert.Equal(At((16, 2), (32, 2)), new Exported(scenario, Defect.F18).After(history).View.Storage);
    }
}
