using BenchmarkDotNet.Running;
using DmabufVerify.Bench.Ratios;

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
        new PlacementTimes(output, [PlacementTimes.Direct]).Run();
        output.WriteLine();
        output.WriteLine($"{pages.Missed + (kernelTables?.Missed ?? 0) + merges.Missed + lifecycle.Missed} targets missed.");
        return 0;
    }

    /// <summary>The library is loaded by a static constructor, which wraps what it throws.</summary>
    private static Exception? Unwrap(Exception e) => e is TypeInitializationException ? e.InnerException : e;
}
