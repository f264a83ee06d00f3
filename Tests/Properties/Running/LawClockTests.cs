using DmabufVerify.Properties.Running;

namespace DmabufVerify.Tests.Properties.Running;

public sealed class LawClockTests
{
    [Fact]
    public void Shares_are_of_all_that_was_measured_by_any_worker()
    {
        var one = new LawClock(3);
        var other = new LawClock(3);
        Assert.Equal([0, 0, 0], one.Shares);

        one.Start(isTimed: true);
        Thread.Sleep(5);
        TimeSpan first = one.Lap(0);
        other.Start(isTimed: true);
        Thread.Sleep(5);
        TimeSpan third = other.Lap(2);
        one.Add(other);

        Assert.InRange(first, TimeSpan.FromMilliseconds(5), TimeSpan.FromSeconds(30));
        double all = first.Ticks + third.Ticks;
        Assert.Equal([first.Ticks / all, 0, third.Ticks / all], one.Shares);
    }

    [Fact]
    public void One_block_of_the_plan_in_seven_is_measured_and_the_solvers_as_often_as_any()
    {
        long[] sample = [.. Enumerable.Range(0, 16 * 7 * 24).Select(i => (long)i).Where(LawClock.Includes)];

        Assert.Equal(Enumerable.Range(0, 16).Select(i => (long)i), sample.Take(16));
        Assert.Equal(16 * 24, sample.Length);
        Assert.Equal(16, sample.Count(index => index / 16 % 24 == 0));
    }
}
