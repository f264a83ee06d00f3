using System.Numerics;

namespace DmabufVerify.Vocabulary;

/// <summary>The machine's page size: a power of two of 4 KiB to 64 KiB.</summary>
public readonly record struct PageSize
{
    /// <summary>Smallest page size of any Linux port.</summary>
    public const ulong SmallestBytes = 4096;

    /// <summary>
    /// Largest page size a scenario may ask for. Above it the kernel's default segment size, 64 KiB, would be less than a page,
    /// which its own table builder refuses (sg_alloc_append_table_from_pages, lib/scatterlist.c).
    /// </summary>
    public const ulong LargestBytes = 65536;

    private readonly int _shift;

    /// <param name="bytes">A power of two within the two bounds; anything else is a bug of the caller.</param>
    public PageSize(ulong bytes)
    {
        if (!IsLegal(bytes))
        {
            throw new ArgumentOutOfRangeException(nameof(bytes), bytes, "not a power of two of 4 KiB to 64 KiB");
        }

        _shift = BitOperations.Log2(bytes);
    }

    /// <summary>4096 bytes: what a scenario means that says nothing.</summary>
    public static PageSize FourKiB { get; } = new(4096);

    /// <summary>Bytes of one page.</summary>
    public ulong Bytes => 1UL << _shift;

    /// <summary>log2 of <see cref="Bytes"/>.</summary>
    public int Shift => _shift;

    /// <summary>Whether a scenario may ask for this page size.</summary>
    public static bool IsLegal(ulong bytes) =>
        BitOperations.IsPow2(bytes) && bytes is >= SmallestBytes and <= LargestBytes;

    /// <summary>Whole pages that fit into so many bytes.</summary>
    public ulong WholePages(ulong bytes) => bytes >> _shift;

    /// <summary>Pages that so many bytes touch when they start at a page's first byte.</summary>
    public ulong PagesFor(ulong bytes) => (bytes >> _shift) + ((bytes & (Bytes - 1)) == 0 ? 0UL : 1UL);

    /// <summary>Pages of the window a 2^k - 1 mask opens: mask + 1 bytes, never less than one page, without overflow for all ones.</summary>
    public ulong WindowPages(ulong mask) => (mask >> _shift) + 1;
}
