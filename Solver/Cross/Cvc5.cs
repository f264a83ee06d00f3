using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>
/// A second solver, as a program of its own: it shares no line with Z3, so that a bug of one shows. It reads what
/// <see cref="SolverVoter.SmtLib"/> prints.
/// </summary>
public static class Cvc5
{
    /// <summary>Environment variable with the program to run instead of the one on the PATH.</summary>
    public const string PathVariable = "DMABUF_VERIFY_CVC5";

    private const string OnThePath = "cvc5";

    private static readonly Lazy<Cvc5Status> Found = new(Look);

    private static string Program =>
        Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } path ? path : OnThePath;

    /// <summary>Whether there is one. The first call runs it once; never throws.</summary>
    public static Cvc5Status Status => Found.Value;

    /// <summary>
    /// Sat or unsat as the program says; unknown when it says so, says nothing of the kind, takes longer, or is not there. The process has
    /// ended when this returns.
    /// </summary>
    /// <param name="script">SMT-LIB 2 text.</param>
    /// <param name="milliseconds">Wall time; 0 is no time at all.</param>
    /// <param name="cancel">Ends the process.</param>
    public static TableVote Run(string script, uint milliseconds, CancellationToken cancel)
    {
        if (Status.Problem is { } problem)
        {
            return TableVote.Unknown(problem);
        }

        if (milliseconds == 0 || cancel.IsCancellationRequested)
        {
            return TableVote.Unknown(TimeReason(milliseconds, cancel));
        }

        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        budget.CancelAfter(TimeSpan.FromMilliseconds(milliseconds));
        try
        {
            // cvc5's own limit ends it a little before this process has to.
            string limit = "--tlimit=" + milliseconds.ToString(CultureInfo.InvariantCulture);
            (string output, int exitCode) = Output(["--lang=smt2", limit, "-"], script, budget.Token);
            return Verdict(output, exitCode, milliseconds);
        }
        catch (OperationCanceledException)
        {
            return TableVote.Unknown(TimeReason(milliseconds, cancel));
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return TableVote.Unknown($"cvc5 does not run: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static TableVote Verdict(string output, int exitCode, uint milliseconds)
    {
        string[] lines = output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines switch
        {
            ["sat", ..] => TableVote.Sat(),
            ["unsat", ..] => TableVote.Unsat(refusal: null),
            [] => TableVote.Unknown($"cvc5 says nothing (exit code {exitCode.ToString(CultureInfo.InvariantCulture)})"),
            _ when lines.Any(line => line.Contains("timeout", StringComparison.Ordinal)) =>
                TableVote.Unknown(TimeReason(milliseconds, CancellationToken.None)),
            [var first, ..] => TableVote.Unknown($"cvc5 says: {first}"),
        };
    }

    private static string TimeReason(uint milliseconds, CancellationToken cancel) => cancel.IsCancellationRequested
        ? "the search was cancelled"
        : $"the wall time of {milliseconds.ToString(CultureInfo.InvariantCulture)} ms is spent";

    /// <summary>Standard output, then standard error, of a run, and how it ended: 128 + the signal's number where one ended it.</summary>
    private static (string Text, int ExitCode) Output(string[] arguments, string input, CancellationToken stop)
    {
        using Process process = Process.Start(new ProcessStartInfo(Program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new IOException("no process");
        using CancellationTokenRegistration kill = stop.Register(() => Kill(process));
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read all; what it said counts.
        }

        process.WaitForExit();
        // Something that the program left behind may hold its pipes open: that, too, has to end in time.
        string[] texts = Task.WhenAll(output, error).WaitAsync(stop).GetAwaiter().GetResult();
        stop.ThrowIfCancellationRequested();
        return (string.Join('\n', texts), process.ExitCode);
    }

    private static void Kill(Process process)
    {
        try
        {
            // With its children: the program may be a script, and a child that lives keeps the pipes.
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself, or a child has.
        }
    }

    private static Cvc5Status Look()
    {
        try
        {
            using var budget = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            string first = Output(["--version"], "", budget.Token).Text.Split('\n')[0];
            const string marker = "version ";
            int at = first.IndexOf(marker, StringComparison.Ordinal);
            return at < 0
                ? new Cvc5Status(Version: null, $"{Program} is not cvc5: {first}")
                : new Cvc5Status(first[(at + marker.Length)..].Split(' ', ']')[0], Problem: null);
        }
        catch (OperationCanceledException)
        {
            return new Cvc5Status(Version: null, $"{Program} is not cvc5: asked for its version it says nothing");
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return new Cvc5Status(Version: null, Program == OnThePath
                ? $"no cvc5: install the Debian package cvc5, or name the program in {PathVariable}"
                : $"no cvc5: {PathVariable} names {Program}, which does not run");
        }
    }
}
