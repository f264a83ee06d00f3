using System.CommandLine;
using System.Text;
using DmabufVerify.Cli.Capture.Buffers;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Commands;

/// <summary><c>capture bufinfo</c>: the dma-bufs of a running system as scenarios.</summary>
internal static class CaptureBufInfoCommand
{
    public static Command Create()
    {
        Argument<string?> text = new("file")
        {
            Description = "a copy of /sys/kernel/debug/dma_buf/bufinfo, the file itself, or - for standard input",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> sysfs = new("--sysfs")
        {
            Description = "a folder as /sys/kernel/dmabuf/buffers: compared with the file, or instead of it",
            HelpName = "folder",
        };
        Option<ulong?> buffer = Parsed.Bits("--buffer", "only the buffer of this inode");
        Option<string?> output = new("--out") { Description = "file to write, .jsonl for several buffers; standard output if left out", HelpName = "file" };
        var command = new Command("bufinfo", "The dma-bufs of a running system and who is attached, as scenarios: one alone, or one a line")
        {
            text, sysfs, buffer, output,
        };
        command.SetAction(parsed => Run(parsed.GetValue(text), parsed.GetValue(sysfs), parsed.GetValue(buffer), parsed.GetValue(output)));
        return command;
    }

    private static int Run(string? source, string? sysfs, ulong? only, string? output)
    {
        if (source is null && sysfs is null)
        {
            return Complaint.BadInput("capture bufinfo: expected a copy of /sys/kernel/debug/dma_buf/bufinfo, - for standard input, or --sysfs");
        }

        ReadResult<ShownBuffers> shown = Shown(source, sysfs, out ValueList<string> looks);
        ReadResult<CapturedBuffers> captured = shown.IsOk ? CapturedBuffers.Of(shown.Value, only) : shown.Problem;
        if (!captured.IsOk)
        {
            return Complaint.BadInput(source ?? "--sysfs", captured.Problem);
        }

        ValueList<Scenario> scenarios = captured.Value.Scenarios;
        bool isLines = scenarios.Count > 1 || (output is not null && ScenarioInput.IsLines(output));
        if (output is not null && isLines && !ScenarioInput.IsLines(output))
        {
            return Complaint.BadInput($"--out {output}: {scenarios.Count} buffers need a .jsonl file, or --buffer to choose one");
        }

        string text = isLines ? string.Concat(scenarios.Select(s => ScenarioWriter.WriteLine(s) + "\n")) : ScenarioWriter.Write(scenarios[0]);
        int code = CaptureCommand.Write(output, text);
        foreach (string note in code == ExitCode.Holds ? looks.Concat(captured.Value.Notes) : [])
        {
            Console.Error.WriteLine($"note: {note}");
        }

        return code;
    }

    private static ReadResult<ShownBuffers> Shown(string? source, string? sysfs, out ValueList<string> notes)
    {
        notes = [];
        ReadResult<ShownBuffers>? tree = sysfs is null ? null : BufferTree.Read(sysfs);
        if (source is null || tree is { IsOk: false })
        {
            return tree!;
        }

        ReadResult<byte[]> bytes = ScenarioInput.ReadBytes(source, "a copy of bufinfo");
        ReadResult<ShownBuffers> text = bytes.IsOk ? BufInfoText.Read(Encoding.UTF8.GetString(bytes.Value)) : bytes.Problem;
        return text.IsOk && tree is { IsOk: true } ? TwoLooks.Both(text.Value, tree.Value, out notes) : text;
    }
}
