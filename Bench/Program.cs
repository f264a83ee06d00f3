using BenchmarkDotNet.Running;
using DmabufVerify.Bench.Ratios;

namespace DmabufVerify.Bench;

internal static class Program
{
    private static int Main(string[] args)
    {
        try
        {
            if (args is ["ratios"])
            {
                return RunRatios();
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

    private static int RunRatios()
    {
        TextWriter output = Console.Out;
        output.WriteLine(Machine.Line);
        output.WriteLine();
        var pages = new PageRatios(output);
        pages.Run();
        var merges = new MergeRatios(output);
        merges.Run();
        new DecisionTimes(output).Run();
        output.WriteLine();
        output.WriteLine($"{pages.Missed + merges.Missed} targets missed.");
        return 0;
    }

    /// <summary>The library is loaded by a static constructor, which wraps what it throws.</summary>
    private static Exception? Unwrap(Exception e) => e is TypeInitializationException ? e.InnerException : e;
}
