using BenchmarkDotNet.Running;
using DmabufVerify.Bench.Ratios;
using DmabufVerify.Solving;

namespace DmabufVerify.Bench;

internal static class Program
{
    private static int Main(string[] args)
    {
        try
        {
            switch (args)
            {
                case ["ratios"]:
                    return RunRatios(null);
                case ["ratios", "--kernel-source", var directory]:
                    return RunRatios(new KernelBaseline(directory));
                case ["ratios", ..]:
                    Console.Error.WriteLine("usage: ratios [--kernel-source DIR]");
                    return 2;
                case ["placement"]:
                    return RunPlacement();
            }

            // In this process: BenchmarkDotNet looks for a project named as the assembly, and the C baseline is compiled once.
            BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run([.. args, "--inProcess"]);
            return 0;
        }
        catch (Exception e) when (Unwrap(e) is NoBaselineException reason)
        {
            Console.Error.WriteLine(reason.Message);
            return 2;
        }
    }

    private static int RunRatios(KernelBaseline? kernel)
    {
        TextWriter output = Console.Out;
        output.WriteLine(Machine.Line);
        output.WriteLine();
        var pages = new PageRatios(output);
        pages.Run();
        KernelRatios? kernelTables = kernel is null ? null : new(output, kernel);
        kernelTables?.Run();
        var merges = new MergeRatios(output);
        merges.Run();
        var lifecycle = new LifecycleRatios(output);
        lifecycle.Run();
        new DecisionTimes(output).Run();
        new PlacementTimes(output, [PlacementWay.Direct]).Run();
        output.WriteLine();
        output.WriteLine($"{pages.Missed + (kernelTables?.Missed ?? 0) + merges.Missed + lifecycle.Missed} targets missed.");
        return 0;
    }

    private static int RunPlacement()
    {
        if (Z3Library.Status.Problem is { } problem)
        {
            Console.Error.WriteLine(problem);
            return 2;
        }

        Console.Out.WriteLine($"{Machine.Line}, Z3 {Z3Library.Status.Version}");
        var times = new PlacementTimes(Console.Out, [PlacementWay.Direct, PlacementWay.Z3]);
        times.Run();
        Console.Out.WriteLine();
        Console.Out.WriteLine($"{times.Missed} targets missed.");
        return 0;
    }

    /// <summary>The library is loaded by a static constructor, which wraps what it throws.</summary>
    private static Exception? Unwrap(Exception e) => e is TypeInitializationException ? e.InnerException : e;
}
