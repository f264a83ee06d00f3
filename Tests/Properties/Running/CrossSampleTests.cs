using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Running;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Running;

public sealed class CrossSampleTests
{
    private static readonly TableQuestion Question =
        new CapacityQuestion(PageSize.FourKiB, 1, [new Judge("dev", ResolvedLimits.Unlimited, 0)], SharingMode.Shared);

    private static readonly RunSettings Run = new() { Seed = 1, Workers = 2, SolverEvery = 24 };

    [Fact]
    public void One_of_so_many_is_taken_and_every_regime_has_its_turn()
    {
        long[] solved = [.. Solved(blocks: 1000)];
        long[] taken = [.. solved.Where(Sample(new CrossSettings()).Includes)];

        Assert.Equal(1000, taken.Length);
        Assert.All(taken.Chunk(1).Zip(solved.Chunk(16)), pair => Assert.Contains(pair.First.Single(), pair.Second));
        var regimes = taken.CountBy(index => Plan.RegimeOf(index, hasReal: true)).ToDictionary();
        Assert.InRange(regimes[Regime.Wild], 30, 100);
        Assert.InRange(regimes[Regime.Real], 180, 320);
        Assert.InRange(regimes[Regime.Plausible], 420, 580);
    }

    [Fact]
    public void The_number_ends_it()
    {
        long[] taken = [.. Solved(blocks: 1000).Where(Sample(new CrossSettings { Every = 4, MostScenarios = 10 }).Includes)];

        Assert.Equal(10, taken.Length);
        Assert.Equal([.. Solved(blocks: 1000).Where(Sample(new CrossSettings { Every = 4 }).Includes).Take(10)], taken);
    }

    [Fact]
    public void The_share_of_time_is_that_of_all_workers()
    {
        CrossSample sample = Sample(new CrossSettings(), Run with { Time = TimeSpan.FromSeconds(60) });
        Assert.True(sample.HasTime(TimeSpan.Zero));

        sample.Voter.Answer(Question);

        Assert.InRange(sample.Spent, TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(20));
        Assert.False(sample.HasTime(sample.Spent));
        Assert.False(sample.HasTime(sample.Spent * 4.9));
        Assert.True(sample.HasTime(sample.Spent * 5.1));
    }

    [Fact]
    public void A_run_by_cases_has_all_the_time()
    {
        CrossSample sample = Sample(new CrossSettings());

        sample.Voter.Answer(Question);

        Assert.True(sample.HasTime(TimeSpan.Zero));
    }

    /// <summary>Numbers of the scenarios on which the solver votes.</summary>
    private static IEnumerable<long> Solved(int blocks) =>
        from block in Enumerable.Range(0, blocks) from place in Enumerable.Range(0, 16) select (block * 24L * 16) + place;

    private static CrossSample Sample(CrossSettings settings, RunSettings? run = null) => new(settings, run ?? Run, new FakeVoter(_ =>
    {
        Thread.Sleep(25);
        return TableVote.Sat();
    }));
}
