namespace DmabufVerify.Vocabulary;

/// <summary>Pages <paramref name="FirstPfn"/> to <paramref name="FirstPfn"/> + <paramref name="Pages"/> - 1, in ascending order.</summary>
/// <param name="FirstPfn">Page frame number of the first page.</param>
/// <param name="Pages">At least 1; first + pages is at most <see cref="MaxEndPfn"/>.</param>
public readonly record struct PfnRun(ulong FirstPfn, ulong Pages)
{
    /// <summary>2^52: with 4 KiB pages the last byte then has the last 64-bit address.</summary>
    public const ulong MaxEndPfn = 1UL << 52;

    /// <summary>The page frame behind the last one of the run.</summary>
    public ulong EndPfn => FirstPfn + Pages;
}
