using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Capture;

/// <summary>What the main job takes from the machine it runs on.</summary>
/// <param name="Layouts">Page frames of fresh memory, with and without huge pages; none when not root.</param>
/// <param name="Devices">Limits of the block devices.</param>
/// <param name="Notes">What was captured, or why not, one line each.</param>
internal sealed record MachineCapture(
    IReadOnlyList<RecordedLayout> Layouts, ValueList<Device> Devices, IReadOnlyList<string> Notes)
{
    private const ulong SizeBytes = 32 << 20;

    public static MachineCapture Take()
    {
        var layouts = new List<RecordedLayout>();
        var notes = new List<string>();
        foreach (bool hugePages in new[] { false, true })
        {
            string name = hugePages ? "this machine, huge pages" : "this machine, small pages";
            ReadResult<CapturedPages> captured = PageCapture.Capture(name, new PageCaptureOptions(SizeBytes) { HugePages = hugePages });
            if (!captured.IsOk)
            {
                notes.Add($"page frames not captured: {captured.Problem.Message}");
                break;
            }

            layouts.Add(captured.Value.Recorded);
            Layout layout = captured.Value.Recorded.Layout;
            notes.Add($"captured {SizeBytes >> 20} MiB with {(hugePages ? "huge" : "small")} pages: {layout.Pages} pages in {layout.Runs.Count} runs");
        }

        var devices = new List<Device>();
        var capture = new BlockCapture();
        foreach (string name in capture.Names())
        {
            ReadResult<Device> device = capture.Read(name);
            if (device.IsOk)
            {
                devices.Add(device.Value);
            }
            else
            {
                notes.Add($"block device {name} not captured: {device.Problem}");
            }
        }

        notes.Add($"captured the limits of {devices.Count} block devices");
        return new MachineCapture(layouts, [.. devices], notes);
    }
}
