using DmabufVerify.Cli.Explaining;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Explaining;

namespace DmabufVerify.Tests.Cli.Output;

public sealed class FreeTextTests
{
    private static readonly FreeFields Some = new(
        [
            new("pageSize", "4096", 4, IsAll: true), new("devices[0].addressMask", null, 27, IsAll: false),
            new("devices[0].iommu", null, 2, IsAll: false), new("devices[1].iommu.granule", "4096", 12, IsAll: true),
        ],
        Checks: 1234,
        JointRounds: 32,
        Finished: true);

    [Fact]
    public void Fields_of_one_object_stand_together_with_how_many_values_were_tried() => Assert.Equal(
        [
            "may be anything (so many other values tried, with all of them it stays so)",
            "  pageSize all 4",
            "  devices[0]: addressMask 27, iommu 2",
            "  devices[1].iommu: granule all 12",
            "  looked at again 1,234 times, 32 times with all of these changed at once",
        ],
        FreeText.Lines(Some));

    [Fact]
    public void Nothing_free_is_told_and_nothing_tried_is_not()
    {
        Assert.StartsWith("no field may be anything", FreeText.Lines(Some with { Fields = [] }).First(), StringComparison.Ordinal);
        Assert.Empty(FreeText.Lines(FreeFields.None));
    }

    [Fact]
    public void Spent_budget_is_told() => Assert.Equal(
        "  the budget ended there: more fields may be free", FreeText.Lines(Some with { Finished = false }).Last());

    [Fact]
    public void Lines_keep_to_80_columns()
    {
        FreeFields many = Some with { Fields = [.. Enumerable.Range(0, 40).Select(i => new FreeField($"devices[0].someField{i}", null, 100 + i, false))] };

        Assert.All(FreeText.Lines(many), line => Assert.InRange(line.Length, 1, 80));
        Assert.All(Indifferent.Lines(many).Concat(Indifferent.Lines(Some)), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Bug_report_says_the_same_in_sentences()
    {
        string text = string.Join(" ", Indifferent.Lines(Some).Select(line => line.Trim()));

        Assert.Contains("decided 1,234 times with other values, 32 times with all of these changed at once.", text, StringComparison.Ordinal);
        Assert.Contains("- `devices[0]`: `addressMask` (27 others), `iommu` (2 others)", text, StringComparison.Ordinal);
        Assert.Contains("- `pageSize` (all 4 others)", text, StringComparison.Ordinal);
        Assert.StartsWith("Nothing: ", Indifferent.Lines(Some with { Fields = [] }).First(), StringComparison.Ordinal);
    }
}
