using System.Runtime.InteropServices;

namespace DmabufVerify.Bench;

/// <summary>Page frames that the running kernel gives to freshly touched memory, without huge pages.</summary>
internal static unsafe class RealPages
{
    private const int Pages = 16 * 1024;
    private const int Arrays = 8;
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;
    private const int NoHugePages = 15;
    private const ulong PfnMask = (1UL << 55) - 1;

    /// <summary>
    /// Eight mappings of 64 MiB, cut into arrays of so many pages; <see langword="null"/> where /proc/self/pagemap hides page
    /// frames, as it does from everybody but root.
    /// </summary>
    public static Pattern? Read(int pages)
    {
        ulong[][]? mappings = Environment.IsPrivilegedProcess ? ReadMappings() : null;
        return mappings is null
            ? null
            : new("real", [.. mappings.SelectMany(pfn => pfn).Chunk(pages)]);
    }

    private static ulong[][]? ReadMappings()
    {
        var mappings = new ulong[Arrays][];
        for (int i = 0; i < Arrays; i++)
        {
            nuint bytes = Pages * 4096;
            byte* memory = Map(null, bytes, ReadWrite, PrivateAnonymous, -1, 0);
            _ = Advise(memory, bytes, NoHugePages);
            for (nuint at = 0; at < bytes; at += 4096)
            {
                memory[at] = 1;
            }

            mappings[i] = ReadPfns((ulong)memory);
            if (mappings[i].Contains(0UL))
            {
                return null;
            }
        }

        return mappings;
    }

    private static ulong[] ReadPfns(ulong address)
    {
        var pfns = new ulong[Pages];
        using FileStream pagemap = new("/proc/self/pagemap", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
        pagemap.Position = (long)(address / 4096 * 8);
        pagemap.ReadExactly(MemoryMarshal.AsBytes(pfns.AsSpan()));
        for (int i = 0; i < Pages; i++)
        {
            pfns[i] &= PfnMask;
        }

        return pfns;
    }

    [DllImport("libc", EntryPoint = "mmap")]
    private static extern byte* Map(byte* address, nuint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "madvise")]
    private static extern int Advise(byte* address, nuint length, int advice);
}
