using System.CommandLine;
using System.Text;
using DmabufVerify.Cli;
using DmabufVerify.Cli.Commands;

var root = new RootCommand("Can these devices share one buffer, and if not, which device and which limit is in the way?")
{
    CheckCommand.Create(),
    DecideCommand.Create(),
    SegmentCommand.Create(),
    DevicesCommand.Create(),
    CaptureCommand.Create(),
    ReplayCommand.Create(),
    DoctorCommand.Create(),
};

// Without a byte order mark, and flushed by line: JSON Lines are read by the next program while this one still runs.
using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
{
    AutoFlush = true,
};
Console.SetOut(output);

try
{
    // Ctrl-C asks a command to stop; it has this long to print what it found so far.
    var invocation = new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
    };
    ParseResult parsed = root.Parse(args);
    return parsed.Errors.Count > 0
        ? BadUsage(parsed)
        : await parsed.InvokeAsync(invocation);
}
catch (IOException e) when (e.IsClosedPipe())
{
    return ExitCode.ClosedPipe;
}

static int BadUsage(ParseResult parsed)
{
    Console.Error.WriteLine($"dmabuf-verify: {parsed.Errors[0].Message} (--help lists what there is)");
    return ExitCode.BadInput;
}
