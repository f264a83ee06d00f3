using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DmabufVerify.Optimised;

/// <summary>Pages divided by the size limit, rounded up, in eight lanes.</summary>
internal interface ICeilDiv
{
    Vector512<ulong> Of(Vector512<ulong> pages);
}

/// <summary>By a power of two.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct ByShift(ulong max) : ICeilDiv
{
    private readonly Vector512<ulong> _up = Vector512.Create(max - 1);
    private readonly int _shift = BitOperations.Log2(max);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<ulong> Of(Vector512<ulong> pages) => Vector512.ShiftRightLogical(pages + _up, _shift);
}

/// <summary>
/// By any other number. Exact: both are at most 2^33, so a quotient that is no whole number is further from the next one than
/// a double rounds.
/// </summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct ByDivision(ulong max) : ICeilDiv
{
    private readonly Vector512<double> _max = Vector512.Create((double)max);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<ulong> Of(Vector512<ulong> pages) =>
        Vector512.ConvertToUInt64(Vector512.Ceiling(Vector512.ConvertToDouble(pages) / _max));
}

/// <summary>Segments of eight runs.</summary>
internal interface IRunWindows
{
    Vector512<ulong> Segments<TDiv>(Vector512<ulong> firstPfns, Vector512<ulong> pages, TDiv div)
        where TDiv : struct, ICeilDiv;
}

/// <summary>Cut by size alone.</summary>
internal readonly struct NoWindows : IRunWindows
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<ulong> Segments<TDiv>(Vector512<ulong> firstPfns, Vector512<ulong> pages, TDiv div)
        where TDiv : struct, ICeilDiv => div.Of(pages);
}

/// <summary>The part before the first edge, whole windows, and the part behind the last edge, without a branch.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct Windows(CutRule rule, ulong max) : IRunWindows
{
    private readonly Vector512<ulong> _window = Vector512.Create(rule.WindowPages);
    private readonly Vector512<ulong> _mask = Vector512.Create(rule.WindowPages - 1);
    private readonly Vector512<ulong> _phase = Vector512.Create(rule.WindowPhasePages);
    private readonly Vector512<ulong> _perWindow = Vector512.Create(((rule.WindowPages - 1) / max) + 1);
    private readonly int _shift = BitOperations.Log2(rule.WindowPages);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<ulong> Segments<TDiv>(Vector512<ulong> firstPfns, Vector512<ulong> pages, TDiv div)
        where TDiv : struct, ICeilDiv
    {
        Vector512<ulong> first = Vector512.Min(pages, _window - ((firstPfns - _phase) & _mask));
        Vector512<ulong> rest = pages - first;
        Vector512<ulong> whole = Vector512.ShiftRightLogical(rest, _shift) * _perWindow;
        return div.Of(first) + whole + div.Of(rest & _mask);
    }
}

/// <summary>The sum over runs in eights.</summary>
internal static class RunLanes
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Sum<TDiv, TWindows>(
        ReadOnlySpan<ulong> firstPfns, ReadOnlySpan<uint> pages, TDiv div, TWindows windows)
        where TDiv : struct, ICeilDiv
        where TWindows : struct, IRunWindows
    {
        ref ulong first = ref MemoryMarshal.GetReference(firstPfns);
        ref uint count = ref MemoryMarshal.GetReference(pages);
        Vector512<ulong> sum = Vector512<ulong>.Zero;
        nuint end = (nuint)pages.Length;
        for (nuint i = 0; i < end; i += 8)
        {
            Vector512<ulong> lanes = Widen(Vector256.LoadUnsafe(ref count, i));
            sum += windows.Segments(Vector512.LoadUnsafe(ref first, i), lanes, div);
        }

        return Vector512.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Widen(Vector256<uint> pages) =>
        Vector512.Create(Vector256.WidenLower(pages), Vector256.WidenUpper(pages));
}
