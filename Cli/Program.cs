using System.CommandLine;
using DmabufVerify.Cli;
using DmabufVerify.Cli.Commands;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;

var root = new RootCommand("Can these devices share one buffer, and if not, which device and which limit is in the way?")
{
    CheckCommand.Create(),
    DecideCommand.Create(),
    ExplainCommand.Create(),
    SegmentCommand.Create(),
    RunCommand.Create(),
    PublishedCommand.Create(),
    ClaimsCommand.Create(),
    DevicesCommand.Create(),
    CaptureCommand.Create(),
    FindCommand.Create(),
    ReplayCommand.Create(),
    ReportCommand.Create(),
    CorpusCommand.Create(),
    MutationScoreCommand.Create(),
    MutantsCommand.Create(),
    KillMatrixCommand.Create(),
    KillWorkerCommand.Create(),
    ConformanceCommand.Create(),
    DoctorCommand.Create(),
};

Console.SetOut(StandardOutput.Open());

try
{
    // Ctrl-C asks a command to stop; it has this long to print what it found so far.
    var invocation = new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
    };
    ParseResult parsed = root.Parse(args);
    return Usage.Problem(parsed) is { } problem
        ? Complaint.BadInput($"{problem} (--help lists what there is)")
        : await parsed.InvokeAsync(invocation);
}
catch (IOException e) when (e.IsClosedPipe())
{
    return ExitCode.ClosedPipe;
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException)
{
    // Files that a command opens are its own to report; what is left is a full disk or a closed descriptor behind standard output.
    return Complaint.BadInput($"standard output cannot be written: {(e.InnerException ?? e).Message}");
}
