using System.Runtime.InteropServices;

namespace DmabufVerify.Bench;

/// <summary>
/// The kernel's sg_alloc_table_from_pages_segment (lib/scatterlist.c), compiled from sources that the user unpacked, with the headers of
/// the kernel's own user-space harness (tools/testing/scatterlist).
/// </summary>
internal sealed unsafe class KernelBaseline
{
    private static readonly string[] NeededFiles =
        ["lib/scatterlist.c", "include/linux/scatterlist.h", "tools/testing/scatterlist/linux/mm.h", "tools/include/linux/types.h"];

    /// <summary>Included by lib/scatterlist.c or its header; the harness makes them empty, too.</summary>
    private static readonly string[] EmptyHeaders = ["linux/highmem.h", "linux/kmemleak.h", "linux/slab.h", "asm/io.h"];

    private readonly delegate* unmanaged<ulong*, nuint, uint, CSegment*, nuint> _build;

    /// <param name="directory">The top of an unpacked kernel source, or of the part of it that the harness needs.</param>
    /// <exception cref="NoBaselineException">A file is missing, or cc refuses the sources.</exception>
    public KernelBaseline(string directory)
    {
        if (NeededFiles.FirstOrDefault(file => !File.Exists(Path.Combine(directory, file))) is { } missing)
        {
            throw new NoBaselineException($"--kernel-source {directory}: no {missing} there; give the top of an unpacked linux-source-6.1.");
        }

        // The kernel's optimisation level. The configuration is that of x86-64: with it an entry has 32 bytes, without it 24.
        nint library = CCompiler.Load(
            "-O2",
            "-fno-strict-aliasing",
            "-fvisibility=hidden",
            "-w",
            "-DCONFIG_NEED_SG_DMA_LENGTH",
            "-DCONFIG_PCI_P2PDMA",
            "-I" + MakeHeaders(directory),
            "-I" + Path.Combine(directory, "tools/testing/scatterlist"),
            "-I" + Path.Combine(directory, "tools/include"),
            Path.Combine(directory, "lib/scatterlist.c"),
            CCompiler.Source("kernel.c"));
        _build = (delegate* unmanaged<ulong*, nuint, uint, CSegment*, nuint>)NativeLibrary.GetExport(library, "kernel_build");
    }

    /// <summary>Builds a table and frees it.</summary>
    /// <param name="addressesBytes">Of the pages; stand for the array of struct page pointers that the kernel is given.</param>
    /// <param name="maxBytes">Of a segment; <see cref="uint.MaxValue"/> for no limit but that of the length field.</param>
    /// <returns>Entries of the table.</returns>
    public ulong Build(ReadOnlySpan<ulong> addressesBytes, uint maxBytes)
    {
        fixed (ulong* first = addressesBytes)
        {
            return _build(first, (nuint)addressesBytes.Length, maxBytes, null);
        }
    }

    /// <summary>The entries of the table that <see cref="Build(ReadOnlySpan{ulong}, uint)"/> makes.</summary>
    public CSegment[] Table(ReadOnlySpan<ulong> addressesBytes, uint maxBytes)
    {
        var segments = new CSegment[addressesBytes.Length];
        fixed (ulong* first = addressesBytes)
        fixed (CSegment* to = segments)
        {
            return segments[..(int)_build(first, (nuint)addressesBytes.Length, maxBytes, to)];
        }
    }

    /// <summary>The header under test beside empty ones; from the kernel's include directory alone, it would draw in the kernel's others.</summary>
    private static string MakeHeaders(string directory)
    {
        string headers = CCompiler.NewDirectory();
        Directory.CreateDirectory(Path.Combine(headers, "linux"));
        Directory.CreateDirectory(Path.Combine(headers, "asm"));
        File.Copy(Path.Combine(directory, "include/linux/scatterlist.h"), Path.Combine(headers, "linux/scatterlist.h"));
        foreach (string empty in EmptyHeaders)
        {
            File.WriteAllText(Path.Combine(headers, empty), "");
        }

        return headers;
    }
}
