using System.Runtime.InteropServices;

namespace DmabufVerify.Cli.Capture;

/// <summary>Private anonymous memory straight from the kernel: the runtime's own allocators would hide how it is backed.</summary>
internal sealed partial class AnonymousMemory : IDisposable
{
    private const int ProtReadWrite = 0x3;
    private const int MapPrivateAnonymous = 0x22;
    private const int MadvHugePage = 14;
    private const int MadvNoHugePage = 15;

    private AnonymousMemory(nint address, nuint sizeBytes) => (Address, SizeBytes) = (address, sizeBytes);

    /// <summary>First byte; on a page boundary.</summary>
    public nint Address { get; }

    /// <summary>Bytes of the mapping.</summary>
    public nuint SizeBytes { get; }

    /// <summary>Maps memory without backing; <see langword="null"/> when the kernel refuses.</summary>
    public static AnonymousMemory? Map(nuint sizeBytes)
    {
        nint address = Mmap(0, sizeBytes, ProtReadWrite, MapPrivateAnonymous, -1, 0);
        return address == -1 ? null : new AnonymousMemory(address, sizeBytes);
    }

    /// <summary>
    /// Asks for huge pages, or forbids them. False when the kernel has none to forbid or give, which is an answer, not an error.
    /// </summary>
    public bool Advise(bool hugePages) => Madvise(Address, SizeBytes, hugePages ? MadvHugePage : MadvNoHugePage) == 0;

    /// <summary>Gives a page its storage by writing a value that no other page has: equal pages might be merged.</summary>
    public void Touch(int page) => Marshal.WriteInt64(Address + ((nint)page * Environment.SystemPageSize), page + 1L);

    /// <inheritdoc/>
    public void Dispose() => _ = Munmap(Address, SizeBytes);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Mmap(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Munmap(nint address, nuint length);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Madvise(nint address, nuint length, int advice);
}
