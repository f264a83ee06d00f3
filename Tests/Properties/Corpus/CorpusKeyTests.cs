using DmabufVerify.Properties.Corpus;

namespace DmabufVerify.Tests.Properties.Corpus;

public sealed class CorpusKeyTests
{
    /// <summary>Another name for the same failure would keep it twice in every corpus there is.</summary>
    [Fact]
    public void Names_of_files_do_not_change() => Assert.Equal(
        ("Table.Fewest-0e0b0858.json", "Table.Fewest-0e0b0858-2.json"),
        (new CorpusKey("Table.Fewest", "count", "any layout", null).FileName(), new CorpusKey("Table.Fewest", "count", "any layout", null).FileName(2)));

    [Fact]
    public void Law_conjunct_shape_and_planted_defect_make_the_difference()
    {
        CorpusKey key = Kept.Boundary.Key;
        CorpusKey[] others =
            [key, key with { Law = "Table.WithinLimits" }, key with { Conjunct = "x" }, key with { Shape = "x" }, key with { Fault = "x" }];

        Assert.Distinct(others.Select(k => k.FileName()));
        Assert.Equal(key, Kept.LargerBoundary.Key);
    }
}
