using System.Numerics;

namespace DmabufVerify.Optimised;

/// <summary>Where an array of page frames is cut beyond the places at which it is not consecutive.</summary>
public readonly record struct CutRule
{
    /// <param name="maxPages">Pages of the longest segment, at least 1; <see cref="ulong.MaxValue"/> for no limit.</param>
    /// <param name="windowPages">A power of two: no segment crosses a multiple of it, counted from the phase; 0 for no windows.</param>
    /// <param name="windowPhasePages">The device's bus offset in pages, modulo the window; 0 where there are no windows.</param>
    public CutRule(ulong maxPages, ulong windowPages = 0, ulong windowPhasePages = 0)
    {
        ArgumentOutOfRangeException.ThrowIfZero(maxPages);
        if (windowPages != 0 && !BitOperations.IsPow2(windowPages))
        {
            throw new ArgumentOutOfRangeException(nameof(windowPages), windowPages, "not a power of two");
        }

        if (windowPhasePages >= Math.Max(1, windowPages))
        {
            throw new ArgumentOutOfRangeException(nameof(windowPhasePages), windowPhasePages, "not below the window");
        }

        MaxPages = maxPages;
        WindowPages = windowPages;
        WindowPhasePages = windowPhasePages;
    }

    /// <summary>Cuts only where pages are not consecutive: what is left are the maximal runs.</summary>
    public static CutRule RunsOnly { get; } = new(ulong.MaxValue);

    /// <summary>Pages of the longest segment.</summary>
    public ulong MaxPages { get; }

    /// <summary>Distance of the edges that no segment crosses; 0 for none.</summary>
    public ulong WindowPages { get; }

    /// <summary>The first edge.</summary>
    public ulong WindowPhasePages { get; }

    /// <summary>The size limit that can still matter: beside windows no larger than it, none does. Windows of one page are a size of one.</summary>
    internal ulong BindingMaxPages =>
        WindowPages == 1 ? 1 : WindowPages != 0 && WindowPages <= MaxPages ? ulong.MaxValue : MaxPages;

    /// <summary>A page frame p starts a window when (p - <see cref="EdgePhase"/>) &amp; <see cref="EdgeMask"/> is 0.</summary>
    internal ulong EdgeMask => WindowPages == 0 ? ulong.MaxValue : WindowPages - 1;

    /// <summary>Without windows a number that is no page frame, so that the one test serves both.</summary>
    internal ulong EdgePhase => WindowPages == 0 ? ulong.MaxValue : WindowPhasePages;
}
