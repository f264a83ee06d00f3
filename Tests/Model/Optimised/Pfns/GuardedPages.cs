using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DmabufVerify.Tests.Model.Optimised.Pfns;

/// <summary>Native memory of which the pages before and behind fault, so that reading or writing one entry too far ends the test run.</summary>
internal sealed class GuardedPages : IDisposable
{
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;

    private readonly nint _base;
    private readonly nint _bytes;
    private readonly nint _page = Environment.SystemPageSize;

    public GuardedPages(int bytes)
    {
        _bytes = ((bytes + _page - 1) / _page * _page) + (2 * _page);
        _base = Map(0, _bytes, ReadWrite, PrivateAnonymous, -1, 0);
        if (_base == -1 || Protect(_base, _page, 0) != 0 || Protect(_base + _bytes - _page, _page, 0) != 0)
        {
            throw new InvalidOperationException("no guarded memory");
        }
    }

    /// <summary>Entries that end where the guard begins.</summary>
    public Span<T> AtEnd<T>(int length)
        where T : unmanaged => At<T>(_base + _bytes - _page - (length * Unsafe.SizeOf<T>()), length);

    /// <summary>Entries that begin where the guard ends.</summary>
    public Span<T> AtStart<T>(int length)
        where T : unmanaged => At<T>(_base + _page, length);

    public void Dispose() => _ = Unmap(_base, _bytes);

    private static Span<T> At<T>(nint address, int length)
        where T : unmanaged =>
        MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<T>(), address), length);

    [DllImport("libc", EntryPoint = "mmap")]
    private static extern nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect")]
    private static extern int Protect(nint address, nint length, int protection);

    [DllImport("libc", EntryPoint = "munmap")]
    private static extern int Unmap(nint address, nint length);
}
