using System.CommandLine;
using DmabufVerify.Cli.Capture;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Commands;

/// <summary><c>capture</c>: a machine's page frames, block limits and dma-bufs as files the other commands read.</summary>
internal static class CaptureCommand
{
    public static Command Create() => new("capture", "What a machine shows: page frames of fresh memory, limits of block devices, dma-bufs")
    {
        Pages(),
        Block(),
        CaptureBufInfoCommand.Create(),
    };

    private static Command Pages()
    {
        Option<string> size = new("--size") { Description = "bytes to allocate, such as 64MiB", DefaultValueFactory = _ => "64MiB" };
        Option<bool> huge = new("--huge") { Description = "ask for huge pages; without it they are refused" };
        Option<long?> random = Parsed.Whole("--random", "touch the pages in the random order of this seed", 0, int.MaxValue);
        Option<string?> output = new("--out") { Description = "file to write; standard output if left out", HelpName = "file" };
        var command = new Command("pages", "Allocates memory and records which page frames it got (needs root)") { size, huge, random, output };
        command.SetAction(parsed =>
        {
            if (SizeWord.Parse(parsed.GetValue(size)!, out string message) is not { } bytes)
            {
                return Complaint.BadInput($"--size {parsed.GetValue(size)}: {message}");
            }

            var options = new PageCaptureOptions(bytes) { HugePages = parsed.GetValue(huge), RandomOrderSeed = (int?)parsed.GetValue(random) };
            ReadResult<CapturedPages> captured = PageCapture.Capture("captured", options);
            if (!captured.IsOk)
            {
                return Complaint.BadInput($"capture pages: {captured.Problem.Value}: {captured.Problem.Message}");
            }

            if (captured.Value.Moved)
            {
                Console.Error.WriteLine("note: the kernel moved pages between two looks; this is the second");
            }

            return Write(parsed.GetValue(output), LayoutFile.Write(captured.Value.Recorded));
        });
        return command;
    }

    private static Command Block()
    {
        Option<string?> output = new("--out") { Description = "file to write; standard output if left out", HelpName = "file" };
        var command = new Command("block", "The limits of this machine's block devices, as the devices of a scenario") { output };
        command.SetAction(parsed =>
        {
            var capture = new BlockCapture();
            var devices = new List<Device>();
            foreach (string name in capture.Names())
            {
                ReadResult<Device> device = capture.Read(name);
                if (!device.IsOk)
                {
                    return Complaint.BadInput($"capture block: {device.Problem}");
                }

                devices.Add(device.Value);
            }

            if (devices.Count == 0)
            {
                return Complaint.BadInput("capture block: sysfs shows no block device on this machine");
            }

            var scenario = new Scenario { BufferSizeBytes = 1 << 20, Devices = [.. devices] };
            return Write(parsed.GetValue(output), ScenarioWriter.Write(scenario));
        });
        return command;
    }

    /// <summary>To a file, or to standard output where none is named; gives the exit code.</summary>
    internal static int Write(string? path, string text)
    {
        if (path is null)
        {
            Console.Out.Write(text);
            return ExitCode.Holds;
        }

        return OutputFile.TryWrite(path, text) is { } problem
            ? Complaint.BadInput($"{path}: {problem}")
            : ExitCode.Holds;
    }
}
