using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Running;

namespace DmabufVerify.Tests.Properties.Running;

public sealed class HuntTests
{
    private static readonly HuntSettings Small = new(Seed: 20150127, Seeds: 2, MostCases: 2000);

    [Fact]
    public void Defect_is_found_counted_and_shrunk()
    {
        Hunt hunt = Look("published.F8", Small);

        Assert.Equal(2, hunt.Found);
        Assert.All(hunt.CasesToFind, cases => Assert.InRange(cases!.Value, 1, 2000));
        Assert.Equal(hunt.CasesToFind.Sum(), hunt.Cases);
        Assert.True(hunt.Finding!.Shrunk.Finished);
        Assert.InRange(hunt.Finding.Shrunk.Scenario.Steps.Count, 1, 3);
        Assert.Equal(hunt with { Finding = null }, Look("published.F8", Small) with { Finding = null });
    }

    [Fact]
    public void Without_a_defect_nothing_is_found()
    {
        Hunt hunt = Hunt.For(PublishedFaults.None, TestVoters.Two, Small with { MostCases = 300 }, CancellationToken.None);

        Assert.Null(hunt.Finding?.Violation);
        Assert.Equal([null, null], hunt.CasesToFind);
        Assert.Equal((0, 600, null, null), (hunt.Found, hunt.Cases, hunt.Median, hunt.Worst));
    }

    [Theory]
    [InlineData(new long[] { 5, 1, 9 }, 3, 5L, 9L)]
    [InlineData(new long[] { 5, 1, 0 }, 2, 5L, null)]
    [InlineData(new long[] { 0, 1, 0 }, 1, null, null)]
    [InlineData(new long[] { 4, 2 }, 2, 4L, 4L)]
    public void Search_in_vain_is_longer_than_any_other(long[] cases, int found, long? median, long? worst)
    {
        // 0 stands for a search in vain.
        var hunt = new Hunt(PublishedFaults.None, [.. cases.Select(c => c == 0 ? (long?)null : c)], 0, Finding: null);

        Assert.Equal((found, median, worst), (hunt.Found, hunt.Median, hunt.Worst));
    }

    [Fact]
    public void Defect_that_needs_another_one_counts_by_its_law_and_the_other_never_breaks_that()
    {
        const string repairs = "Constraints.RecalcRepairs";
        SeededFault other = Named("published.F3");
        Assert.Equal(repairs, Named("published.F22").Law);

        Hunt found = Look("published.F22", Small);
        Assert.Equal((2, repairs), (found.Found, found.Finding?.Law.Name));
        Assert.Equal(2, Look("published.F3", Small).Found);
        Assert.Equal(0, Hunt.For(other with { Law = repairs }, TestVoters.Two, Small, CancellationToken.None).Found);
    }

    [Fact]
    public void Hunt_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => Hunt.For(PublishedFaults.None, TestVoters.Two, Small, stop.Token));
    }

    private static Hunt Look(string name, HuntSettings settings) => Hunt.For(Named(name), TestVoters.Two, settings, CancellationToken.None);

    private static SeededFault Named(string name) => PublishedFaults.All.Single(fault => fault.Name == name);
}
