using DmabufVerify.Solving;
using Microsoft.Z3;

namespace DmabufVerify.Tests.Solving.Native;

public class Z3LibraryTests
{
    [Fact]
    public void Status_names_the_library_and_its_version()
    {
        Assert.Null(Z3Library.Status.Problem);
        Assert.Matches(@"\b4\.\d+\.\d+", Z3Library.Status.Version);
        Assert.Contains("libz3", Z3Library.Status.Path);
    }

    [Fact]
    public void Contexts_survive_collection_on_two_threads()
    {
        Assert.True(Z3Library.Status.IsAvailable, Z3Library.Status.Problem);
        using var done = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!done.IsCancellationRequested)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        int[] wrong = new int[2];
        Thread[] workers = [.. Enumerable.Range(0, 2).Select(worker => new Thread(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                wrong[worker] += RightAnswers(i) ? 0 : 1;
            }
        }))];
        Array.ForEach(workers, w => w.Start());
        Array.ForEach(workers, w => w.Join());
        done.Cancel();
        collector.Join();

        Assert.Equal([0, 0], wrong);
    }

    /// <summary>Makes references faster than it drops them, and disposes of only every other context.</summary>
    private static bool RightAnswers(int seed)
    {
        var context = new Context();
        Solver solver = context.MkSolver("QF_LIA");
        IntExpr[] x = [.. Enumerable.Range(0, 12).Select(i => context.MkIntConst($"x{i}"))];
        for (int i = 1; i < x.Length; i++)
        {
            solver.Assert(context.MkGe(context.MkSub(x[i], x[i - 1]), context.MkInt(1 + (seed % 3))));
        }

        // Garbage that finalizers drop while this thread makes more: without the queue of z3compat.c the table of terms breaks.
        for (int i = 0; i < 1500; i++)
        {
            context.MkAdd(x[i % 12], context.MkInt(i));
        }

        IntNum span = context.MkInt(11 * (1 + (seed % 3)));
        bool sat = solver.Check(context.MkLe(context.MkSub(x[^1], x[0]), span)) == Status.SATISFIABLE;
        bool unsat = solver.Check(context.MkLt(context.MkSub(x[^1], x[0]), span)) == Status.UNSATISFIABLE;
        if (seed % 2 == 0)
        {
            context.Dispose();
        }

        return sat && unsat;
    }
}
