using DmabufVerify.Properties.Explaining;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Explaining;

/// <summary>Free fields of scenarios that fail for reasons a test knows.</summary>
public sealed class WideningTests
{
    private static readonly Scenario Failing = Sharing([new(5, 2)], new Device("d0", new Limits { MaxSegmentCount = 1 }), Free("d1"));

    [Fact]
    public void Field_that_the_failure_looks_at_is_not_free_and_the_others_are()
    {
        FreeFields free = Widening.Of(Failing, s => s.Devices[0].Limits.MaxSegmentCount == 1);

        Assert.True(free.Finished);
        Assert.Equal(Widening.Rounds, free.JointRounds);
        Assert.DoesNotContain(free.Fields, f => f.Path == "devices[0].maxSegmentCount");
        Assert.Equal(
            [
                "pageSize", "layout.runs[0].pfn", "layout.runs[0].pages",
                "devices[0].maxSegmentSize", "devices[0].segmentBoundaryMask", "devices[0].virtBoundaryMask", "devices[0].minAlignMask",
                "devices[0].addressMask", "devices[0].busOffset", "devices[0].iommu", "devices[0].bounce", "devices[1].maxSegmentCount",
            ],
            free.Fields.Select(f => f.Path).Where(path => path != "buffer.size" && path != "layout.offset").Take(12));
        Assert.All(free.Fields, f => Assert.InRange(f.Tried, 1, 100));
    }

    [Fact]
    public void Value_and_path_are_those_of_the_file()
    {
        FreeFields free = Widening.Of(Failing, _ => true);

        Assert.Equal("\"0x5\"", Field(free, "layout.runs[0].pfn").Value);
        Assert.Equal("1", Field(free, "devices[0].maxSegmentCount").Value);
        Assert.Null(Field(free, "devices[0].addressMask").Value);
        Assert.Equal(new FreeField("policy.defaults", "\"mainline\"", Tried: 2, IsAll: true), Field(free, "policy.defaults"));
        Assert.False(Field(free, "devices[0].addressMask").IsAll);
    }

    /// <summary>Each of the two is free alone.</summary>
    [Fact]
    public void Fields_that_are_free_one_at_a_time_only_are_taken_out_again()
    {
        static bool OneIsUnset(Scenario s) => s.Devices[0].Limits.AddressMask is null || s.Devices[0].Limits.MinAlignMask is null;

        FreeFields free = Widening.Of(Failing, OneIsUnset);

        string[] both = ["devices[0].minAlignMask", "devices[0].addressMask"];
        Assert.Single(both, path => free.Fields.Any(f => f.Path == path));
        Assert.Equal(Widening.Rounds, free.JointRounds);
    }

    [Fact]
    public void It_is_the_same_every_time_and_never_illegal()
    {
        int looked = 0;
        bool Legal(Scenario scenario)
        {
            looked++;
            Legality.Check(scenario);
            return scenario.Layout!.Runs[0].FirstPfn < 100;
        }

        FreeFields once = Widening.Of(Failing, Legal);

        Assert.Equal(once, Widening.Of(Failing, Legal));
        Assert.Equal(looked / 2, once.Checks + 1);
    }

    [Fact]
    public void Budget_ends_it_and_says_so()
    {
        FreeFields free = Widening.Of(Failing, _ => true, budget: 30);

        Assert.Equal((30, 0, false), (free.Checks, free.JointRounds, free.Finished));
        Assert.InRange(free.Fields.Count, 1, 4);
    }

    [Fact]
    public void Scenario_that_does_not_fail_has_nothing_free() => Assert.Equal(FreeFields.None, Widening.Of(Failing, _ => false));

    private static FreeField Field(FreeFields free, string path) => free.Fields.Single(f => f.Path == path);
}
