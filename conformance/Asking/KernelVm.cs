using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace DmabufVerify.Conformance.Asking;

/// <summary>
/// A virtual machine that runs a real kernel and answers one line to each line. It is emulated (-accel tcg), so that it runs wherever qemu does; the
/// exit status of qemu tells nothing and is not looked at: answers carry their question's id, and the end is marked by their number.
/// </summary>
public sealed class KernelVm : IKernel, IDisposable
{
    private const int ConsoleLines = 12;

    /// <summary>
    /// Without cmpxchg16b, after which qemu 7.2 leaves wrong flags at times: 6.12 uses it for every allocation, and crashed in 14 of 40 starts on a busy machine.
    /// </summary>
    private const string Processor = "qemu64,-cx16";

    /// <summary>The kernel waits ten ticks of its timer, and panics where a busy machine gives it too little time for them: 2 of 165 starts.</summary>
    private const string BusyMachine = "no_timer_check";

    private readonly Process _qemu;
    private readonly string _console = Path.GetTempFileName();
    private readonly string? _survivors;
    private readonly TimeSpan _deadline;
    private long _asked;

    /// <summary>Starts the machine; the first answer comes some seconds later.</summary>
    /// <param name="build">Without a problem.</param>
    /// <param name="backend">What maps for the machine's devices.</param>
    /// <param name="deadline">How long a list of questions may take; the backend's own when left out.</param>
    /// <param name="mayCrash">Whether answers go to a debug port too, at once and slowly: <see cref="Survivors"/>.</param>
    /// <param name="more">Last words of the kernel's command line.</param>
    public KernelVm(KernelBuild build, MapBackend backend, TimeSpan? deadline = null, bool mayCrash = false, string more = "")
    {
        _survivors = mayCrash ? Path.GetTempFileName() : null;
        _deadline = deadline ?? backend.Deadline();
        _qemu = Process.Start(new ProcessStartInfo("qemu-system-x86_64", Arguments(build.Folder, backend, more))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        })!;
        _qemu.ErrorDataReceived += (_, _) => { };
        _qemu.BeginErrorReadLine();
    }

    /// <summary>Answers that were given before the kernel crashed or hung, with letter and id, whether they arrived or not; none where that was not asked for.</summary>
    public IReadOnlyList<string> Survivors => _survivors is null ? [] : File.ReadAllLines(_survivors);

    /// <inheritdoc/>
    public KernelAnswers Ask(IReadOnlyList<string> questions)
    {
        using var late = new CancellationTokenSource(_deadline);
        long first = _asked;
        _asked += questions.Count;
        Task writing = Task.Run(() => Write(questions, first), CancellationToken.None);
        var lines = new List<string>(questions.Count);
        string? problem = null;
        while (lines.Count < questions.Count && problem is null)
        {
            problem = ReadAnswer(questions[lines.Count], first + lines.Count, lines, late.Token);
        }

        problem ??= Written(writing);
        return new(lines, problem is null ? null : $"{problem}{LastWords()}");
    }

    /// <inheritdoc/>
    public string? Finish()
    {
        using var late = new CancellationTokenSource(_deadline);
        string? line;
        try
        {
            _qemu.StandardInput.Write("Q\n");
            _qemu.StandardInput.Flush();
            line = ReadLine(late.Token);
        }
        catch (IOException e)
        {
            line = e.Message;
        }

        string expected = string.Create(CultureInfo.InvariantCulture, $"Q {_asked}");
        return line == expected ? null : $"the end mark is \"{line}\", expected \"{expected}\"{LastWords()}";
    }

    /// <summary>Ends the machine, whatever it does.</summary>
    public void Dispose()
    {
        if (!_qemu.HasExited)
        {
            _qemu.Kill(entireProcessTree: true);
        }

        _qemu.Dispose();
        File.Delete(_console);
        if (_survivors is not null)
        {
            File.Delete(_survivors);
        }
    }

    private IEnumerable<string> Arguments(string folder, MapBackend backend, string more) =>
    [
        "-accel", "tcg", "-machine", "q35", "-cpu", Processor, "-m", "512", "-display", "none", "-nodefaults", "-no-reboot",
        "-kernel", Path.Combine(folder, "vmlinuz"), "-initrd", Path.Combine(folder, "base.cpio.gz"),
        "-append", $"console=ttyS0 quiet panic=-1 oops=panic {BusyMachine} iommu.strict=1 iommu.passthrough=0 {backend.CommandLine()}{(_survivors is null ? "" : " conformance=port=0xe9")} {more}",
        "-serial", $"file:{_console}",
        "-device", "virtio-serial-pci", "-chardev", "stdio,id=c,signal=off", "-device", "virtserialport,chardev=c,name=conformance",
        .. backend.Hardware(),
        .. _survivors is null ? Array.Empty<string>() : ["-debugcon", $"file:{_survivors}"],
    ];

    private void Write(IReadOnlyList<string> questions, long first)
    {
        StreamWriter input = _qemu.StandardInput;
        for (int i = 0; i < questions.Count; i++)
        {
            input.Write(string.Create(CultureInfo.InvariantCulture, $"{questions[i][0]} {first + i}{questions[i].AsSpan(1)}\n"));
        }

        input.Flush();
    }

    private string? ReadAnswer(string question, long id, List<string> lines, CancellationToken late)
    {
        string? line = ReadLine(late);
        string expected = string.Create(CultureInfo.InvariantCulture, $"{question[0]} {id} ");
        if (line is null)
        {
            return late.IsCancellationRequested
                ? $"no answer within {_deadline.TotalSeconds} s to question {id}, {question}"
                : $"the kernel ended at question {id}, {question}";
        }

        if (!line.StartsWith(expected, StringComparison.Ordinal))
        {
            return $"the answer to question {id}, {question}, is \"{line}\"";
        }

        lines.Add(line[expected.Length..]);
        return null;
    }

    private string? ReadLine(CancellationToken late)
    {
        try
        {
            return _qemu.StandardOutput.ReadLineAsync(late).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static string? Written(Task writing)
    {
        try
        {
            writing.Wait();
            return null;
        }
        catch (AggregateException e)
        {
            return $"the questions could not be written: {e.InnerException!.Message}";
        }
    }

    private string LastWords()
    {
        string[] lines = [.. File.ReadLines(_console).Where(line => line.Length > 0)];
        return lines.Length == 0 ? "" : $"; console: {string.Join(" | ", lines.TakeLast(ConsoleLines).Select(line => line.Trim()))}";
    }
}
