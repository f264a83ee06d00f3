using DmabufVerify.Properties.Corpus;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Corpus;

public sealed class ScenarioShapeTests
{
    private static readonly Device Counting = new("a", new Limits { MaxSegmentCount = 3 });

    private static readonly Device Behind = new("b", Limits.Unset) { Iommu = new("d", 4096), MayBounce = true };

    [Fact]
    public void It_reads_as_one_line() => Assert.Equal(
        "layout of 2-3 runs; maxSegmentCount | no limit behind IOMMU or bounced; shared, mainline, strict, early",
        ScenarioShape.Of(Some.Sharing([new(1, 1), new(3, 1)], Counting, Behind)));

    [Fact]
    public void Numbers_names_and_order_of_devices_have_no_part() => Assert.Equal(
        ScenarioShape.Of(Some.Sharing([new(1, 1), new(3, 1)], Counting, Behind)),
        ScenarioShape.Of(Some.Sharing(
            [new(9, 5), new(70, 1), new(20, 2)], Behind with { Name = "x" }, new Device("y", new Limits { MaxSegmentCount = 77 }))));

    [Fact]
    public void Each_of_these_makes_another_one()
    {
        Scenario plain = Some.Sharing([new(1, 1), new(3, 1)], Counting);
        Scenario[] others =
        [
            plain,
            Some.Sharing([new(1, 1)], Counting),
            Some.Sharing([new(1, 1), new(3, 1), new(5, 1), new(7, 1)], Counting),
            plain with { Layout = null },
            plain with { Layout = null, Memory = [new(new(1, 9), "system")] },
            plain with { Devices = [Counting, Counting with { Name = "b" }] },
            plain with { Devices = [Counting with { Limits = Counting.Limits with { MinAlignMask = 0 } }] },
            plain with { Devices = [Counting with { Iommu = new("d", 4096) }] },
            plain with { Devices = [Counting with { MayBounce = true }] },
            plain with { Devices = [] },
            plain with { Mode = SharingMode.Tailored },
            plain with { Policy = plain.Policy with { Enforcement = Enforcement.Kernel } },
            plain with { Steps = [new(new Operation.Attach("a"))] },
            plain with { Steps = [new(new Operation.Attach("a")), new(new Operation.Detach("a"))] },
            plain with { Steps = [new(new Operation.Attach("a")), new(new Operation.Detach("a"), Thread: 1)] },
        ];

        Assert.Distinct(others.Select(ScenarioShape.Of));
    }

    [Fact]
    public void An_operation_several_times_in_a_row_counts_once() => Assert.EndsWith(
        "; attach map detach",
        ScenarioShape.Of(Some.Sharing([new(1, 1)], Counting) with
        {
            Steps =
            [
                new(new Operation.Attach("a")),
                new(new Operation.Map("a", MapDirection.ToDevice)),
                new(new Operation.Map("a", MapDirection.ToDevice)),
                new(new Operation.Detach("a")),
            ],
        }),
        StringComparison.Ordinal);
}
