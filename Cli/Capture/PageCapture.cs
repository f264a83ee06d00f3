using System.Runtime.InteropServices;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Capture;

/// <summary>What was seen.</summary>
/// <param name="Recorded">The storage at the second look.</param>
/// <param name="Moved">The two looks differ: the kernel moved pages (compaction), so the layout was true for an instant only.</param>
public sealed record CapturedPages(RecordedLayout Recorded, bool Moved);

/// <summary>Allocates memory and asks the kernel where it is: layouts as systems really hand them out.</summary>
public static class PageCapture
{
    private const string PagemapPath = "/proc/self/pagemap";

    /// <summary>Allocates, touches, looks twice and frees. Needs root; Linux only.</summary>
    public static ReadResult<CapturedPages> Capture(string name, PageCaptureOptions options)
    {
        if (!OperatingSystem.IsLinux())
        {
            return Problem(Environment.OSVersion.Platform.ToString(), "page frames can be seen on Linux only");
        }

        var pageSize = new PageSize((ulong)Environment.SystemPageSize);
        if (options.SizeBytes is 0 or > PageCaptureOptions.MaxSizeBytes)
        {
            return Problem($"{options.SizeBytes} bytes", $"expected 1 to {PageCaptureOptions.MaxSizeBytes} bytes");
        }

        int pages = (int)pageSize.PagesFor(options.SizeBytes);
        using AnonymousMemory? memory = AnonymousMemory.Map((nuint)pages << pageSize.Shift);
        if (memory is null)
        {
            return Problem($"{options.SizeBytes} bytes", $"the kernel refused to map them (errno {Marshal.GetLastSystemError()})");
        }

        bool advised = memory.Advise(options.HugePages);
        TouchAll(memory, pages, options.RandomOrderSeed);
        ReadResult<Layout> first = Look(memory, pages, pageSize);
        ReadResult<Layout> second = Look(memory, pages, pageSize);
        if (!first.IsOk || !second.IsOk)
        {
            return (first.Problem ?? second.Problem)!;
        }

        var recorded = new RecordedLayout(name, Describe(options, pages, advised), KernelVersion(), pageSize, second.Value);
        return new CapturedPages(recorded, Moved: second.Value != first.Value);
    }

    /// <summary>The part of a kernel release that says what it does, such as 6.12.1: the rest may name a company or a machine.</summary>
    internal static string VersionOf(string release) =>
        string.Concat(release.TakeWhile(c => char.IsAsciiDigit(c) || c == '.')).TrimEnd('.');

    private static string KernelVersion() => VersionOf(File.ReadAllText("/proc/sys/kernel/osrelease").Trim());

    private static void TouchAll(AnonymousMemory memory, int pages, int? seed)
    {
        int[] order = [.. Enumerable.Range(0, pages)];
        if (seed is { } value)
        {
            new Random(value).Shuffle(order);
        }

        foreach (int page in order)
        {
            memory.Touch(page);
        }
    }

    private static ReadResult<Layout> Look(AnonymousMemory memory, int pages, PageSize pageSize)
    {
        byte[] entries = new byte[pages * Pagemap.EntryBytes];
        long offset = (memory.Address >> pageSize.Shift) * Pagemap.EntryBytes;
        try
        {
            using FileStream file = new(PagemapPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            file.Seek(offset, SeekOrigin.Begin);
            file.ReadExactly(entries);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Problem(PagemapPath, error.Message);
        }

        return Pagemap.Decode(entries);
    }

    private static string Describe(PageCaptureOptions options, int pages, bool advised)
    {
        string huge = (options.HugePages, advised) switch
        {
            (true, true) => "huge pages asked for",
            (true, false) => "huge pages asked for, but the kernel has none",
            (false, _) => "no huge pages",
        };
        string order = options.RandomOrderSeed is { } seed ? $"touched in random order (seed {seed})" : "touched in order";
        return $"{pages} pages of anonymous memory, {huge}, {order}";
    }

    private static InputProblem Problem(string value, string message) => new("capture", value, message, null);
}
