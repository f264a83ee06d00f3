using DmabufVerify.Properties.Concurrency;

namespace DmabufVerify.Tests.Properties.Concurrency;

public sealed class ThreadScheduleTests
{
    [Fact]
    public void Same_seed_gives_the_same_order_and_seeds_differ()
    {
        string[] orders = [.. Enumerable.Range(0, 40).Select(seed => Order(3, (ulong)seed))];

        Assert.Equal(orders, Enumerable.Range(0, 40).Select(seed => Order(3, (ulong)seed)));
        Assert.InRange(orders.Distinct().Count(), 20, 40);
        Assert.All(orders, order => Assert.Equal("000011112222", string.Concat(order.Order())));
    }

    [Fact]
    public void Lost_update_is_found_by_some_seeds_and_not_by_all()
    {
        int[] sums = [.. Enumerable.Range(0, 100).Select(seed => Count((ulong)seed, isLocked: false))];

        Assert.InRange(sums.Count(sum => sum < 4), 10, 90);
    }

    [Fact]
    public void No_update_is_lost_inside_the_gate() =>
        Assert.All(Enumerable.Range(0, 100), seed => Assert.Equal(4, Count((ulong)seed, isLocked: true)));

    [Fact]
    public void Threads_that_wait_for_one_another_are_told_and_end()
    {
        bool[] stuck = [.. Enumerable.Range(0, 60).Select(seed => IsStuckByTwoLocks((ulong)seed))];

        Assert.Contains(true, stuck);
        Assert.Contains(false, stuck);
        Assert.Equal(stuck, Enumerable.Range(0, 60).Select(seed => IsStuckByTwoLocks((ulong)seed)));
    }

    [Fact]
    public void Thread_that_waits_for_itself_is_stuck_and_the_others_finish()
    {
        var schedule = new ThreadSchedule(2, seed: 1);
        var gate = new ScheduledGate(schedule);
        bool otherFinished = false;
        bool gotIn = false;
        schedule.Run(me =>
        {
            if (me == 0)
            {
                gate.Enter("outer");
                gate.Enter("inner");
                gotIn = true;
            }

            schedule.Point();
            otherFinished |= me == 1;
        });

        Assert.Equal((true, true, false), (schedule.IsDeadlocked, otherFinished, gotIn));
    }

    [Fact]
    public void Clock_counts_points()
    {
        var schedule = new ThreadSchedule(2, seed: 5);
        schedule.Run(_ =>
        {
            schedule.Point();
            schedule.Point();
        });

        Assert.Equal((4L, false), (schedule.Clock, schedule.IsDeadlocked));
    }

    private static string Order(int threads, ulong seed)
    {
        var schedule = new ThreadSchedule(threads, seed);
        string order = "";
        schedule.Run(me =>
        {
            for (int i = 0; i < 4; i++)
            {
                schedule.Point();
                order += me;
            }
        });
        return order;
    }

    /// <summary>Two threads add one twice each, reading before and writing after a point.</summary>
    private static int Count(ulong seed, bool isLocked)
    {
        var schedule = new ThreadSchedule(2, seed);
        var gate = new ScheduledGate(schedule);
        int counter = 0;
        schedule.Run(_ =>
        {
            for (int i = 0; i < 2; i++)
            {
                if (isLocked)
                {
                    gate.Enter("add");
                }

                int read = counter;
                schedule.Point();
                counter = read + 1;
                if (isLocked)
                {
                    gate.Exit("add");
                }
            }
        });
        return counter;
    }

    /// <summary>Two threads take two locks in opposite order.</summary>
    private static bool IsStuckByTwoLocks(ulong seed)
    {
        var schedule = new ThreadSchedule(2, seed);
        ScheduledGate[] gates = [new(schedule), new(schedule)];
        schedule.Run(me =>
        {
            gates[me].Enter("first");
            gates[1 - me].Enter("second");
            gates[1 - me].Exit("second");
            gates[me].Exit("first");
        });
        return schedule.IsDeadlocked;
    }
}
