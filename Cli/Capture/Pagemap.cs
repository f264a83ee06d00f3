using System.Buffers.Binary;
using System.Collections.Immutable;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Capture;

/// <summary>
/// The form of /proc/PID/pagemap (Documentation/admin-guide/mm/pagemap.rst): for each virtual page one 64-bit word, of which bits 0 to
/// 54 are the page frame number and bit 63 says that the page is in memory.
/// </summary>
public static class Pagemap
{
    /// <summary>Bytes of one page's entry.</summary>
    public const int EntryBytes = 8;

    private const ulong Present = 1UL << 63;
    private const ulong PfnMask = (1UL << 55) - 1;

    /// <summary>
    /// The storage behind consecutive virtual pages, as maximal runs. A problem when a page is not in memory, when frame numbers are
    /// withheld, or when two pages share a frame.
    /// </summary>
    public static ReadResult<Layout> Decode(ReadOnlySpan<byte> entries)
    {
        var pfns = new ulong[entries.Length / EntryBytes];
        for (int i = 0; i < pfns.Length; i++)
        {
            // The kernel writes words of the machine's own byte order; .NET runs on little-endian Linux and on s390x.
            ulong entry = BitConverter.IsLittleEndian
                ? BinaryPrimitives.ReadUInt64LittleEndian(entries[(i * EntryBytes)..])
                : BinaryPrimitives.ReadUInt64BigEndian(entries[(i * EntryBytes)..]);
            if ((entry & Present) == 0)
            {
                return Problem($"page {i}", "is not in memory; expected every page to stay there: free some memory and try again");
            }

            pfns[i] = entry & PfnMask;
        }

        // Frame 0 is never given to a process, so zero is what the kernel shows to those who may not know.
        if (pfns.Contains(0UL))
        {
            return Problem("frame number 0", "page frame numbers need root (CAP_SYS_ADMIN)");
        }

        ImmutableArray<PfnRun> runs = MaximalRuns.Of(pfns);
        return RunOverlap.Find(runs) is { } overlap
            ? Problem($"page frame 0x{overlap.Pfn:x}", "occurs twice; expected distinct frames: turn off page merging (KSM)")
            : new Layout(0, new(runs));
    }

    private static InputProblem Problem(string value, string message) => new("pagemap", value, message, null);
}
