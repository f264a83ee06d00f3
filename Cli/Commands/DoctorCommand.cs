using System.CommandLine;
using DmabufVerify.Cli.Capture;
using DmabufVerify.Cli.Output;
using DmabufVerify.Solving;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Commands;

/// <summary><c>doctor</c>: what the tool has found on this machine, and asks the solver one question to see that it answers.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "What the tool runs on, which solver it found, and what this machine lets it capture");
        command.SetAction(_ =>
        {
            foreach ((string name, string value) in Provenance.Lines())
            {
                Console.Out.WriteLine($"{name,-10} {value}");
            }

            Z3Status status = Z3Library.Status;
            Console.Out.WriteLine($"{"library",-10} {status.Path ?? status.Problem}");
            if (status.IsAvailable)
            {
                Console.Out.WriteLine($"{"answers",-10} {Try()}");
            }

            Console.Out.WriteLine($"{"cvc5",-10} {Cvc5.Status.Version ?? Cvc5.Status.Problem}");
            Console.Out.WriteLine($"{"pages",-10} {Pages()}");
            Console.Out.WriteLine($"{"block",-10} {new BlockCapture().Names().Count} devices in sysfs");
            return status.IsAvailable ? ExitCode.Holds : ExitCode.Unknown;
        });
        return command;
    }

    private static string Try()
    {
        var buffer = new PagedBuffer(PageSize.FourKiB, new Layout(0, [new PfnRun(1, 2)]), 8192);
        var judge = new Judge("doctor", ResolvedLimits.Unlimited with { MaxSegmentCount = 1, MaxSegmentSizeBytes = 4096 }, 0);
        SolverReport report = new SolverVoter().Explain(new LayoutQuestion(buffer, [judge]));
        return report.Vote.Verdict == Verdict.Unsat && report.Core.Count == 2
            ? $"yes: two pages in one segment of a page is unsat, core of 2 limits, {report.ElapsedMilliseconds:f0} ms"
            : $"WRONGLY: {report.Vote.Verdict} with a core of {report.Core.Count}";
    }

    private static string Pages()
    {
        var captured = PageCapture.Capture("doctor", new PageCaptureOptions(1 << 20));
        return captured.IsOk ? "page frame numbers are readable" : captured.Problem.Message;
    }
}
