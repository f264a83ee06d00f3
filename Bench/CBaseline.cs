using System.Runtime.InteropServices;
using DmabufVerify.Optimised;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Bench;

/// <summary>
/// The C programs of baseline/segment.c, compiled by cc at first use and called in this process, so that ratios are between
/// neighbours on the same core at the same moment.
/// </summary>
internal static unsafe class CBaseline
{
    private static readonly nint Library = CCompiler.Load("-O3", "-march=native", CCompiler.Source("segment.c"));

    private static readonly delegate* unmanaged<ulong*, nuint, ulong, ulong, nuint, CSegment*, nuint> BuildFunction =
        (delegate* unmanaged<ulong*, nuint, ulong, ulong, nuint, CSegment*, nuint>)Export("baseline_build");

    private static readonly delegate* unmanaged<ulong*, nuint, ulong, ulong, nuint> CountFunction =
        (delegate* unmanaged<ulong*, nuint, ulong, ulong, nuint>)Export("baseline_count");

    private static readonly delegate* unmanaged<ulong*, nuint, ulong> SumFunction =
        (delegate* unmanaged<ulong*, nuint, ulong>)Export("baseline_sum");

    private static readonly delegate* unmanaged<ResolvedLimits*, uint, nint> SetNewFunction =
        (delegate* unmanaged<ResolvedLimits*, uint, nint>)Export("baseline_set_new");

    private static readonly delegate* unmanaged<nint, void> SetFreeFunction =
        (delegate* unmanaged<nint, void>)Export("baseline_set_free");

    private static readonly delegate* unmanaged<nint, uint*, ResolvedLimits*, uint, ulong> SetChurnFunction =
        (delegate* unmanaged<nint, uint*, ResolvedLimits*, uint, ulong>)Export("baseline_set_churn");

    public static int Build(ReadOnlySpan<ulong> pfns, CutRule rule, Span<CSegment> segments)
    {
        fixed (ulong* first = pfns)
        fixed (CSegment* to = segments)
        {
            return (int)BuildFunction(first, (nuint)pfns.Length, MaxBytes(rule), BoundaryMask(rule), (nuint)segments.Length, to);
        }
    }

    public static ulong Count(ReadOnlySpan<ulong> pfns, CutRule rule)
    {
        fixed (ulong* first = pfns)
        {
            return CountFunction(first, (nuint)pfns.Length, MaxBytes(rule), BoundaryMask(rule));
        }
    }

    public static ulong Sum(ReadOnlySpan<ulong> pfns)
    {
        fixed (ulong* first = pfns)
        {
            return SumFunction(first, (nuint)pfns.Length);
        }
    }

    public static nint NewSet(ReadOnlySpan<ResolvedLimits> limits)
    {
        fixed (ResolvedLimits* first = limits)
        {
            return SetNewFunction(first, (uint)limits.Length);
        }
    }

    public static void FreeSet(nint set) => SetFreeFunction(set);

    public static ulong Churn(nint set, ReadOnlySpan<uint> slots, ReadOnlySpan<ResolvedLimits> limits)
    {
        fixed (uint* firstSlot = slots)
        fixed (ResolvedLimits* first = limits)
        {
            return SetChurnFunction(set, firstSlot, first, (uint)slots.Length);
        }
    }

    private static ulong MaxBytes(CutRule rule) => rule.MaxPages > uint.MaxValue ? ulong.MaxValue : rule.MaxPages << 12;

    private static ulong BoundaryMask(CutRule rule) => rule.WindowPages == 0 ? ulong.MaxValue : (rule.WindowPages << 12) - 1;

    private static nint Export(string name) => NativeLibrary.GetExport(Library, name);
}

/// <summary>A segment as the C program writes it.</summary>
internal readonly record struct CSegment(ulong AddressBytes, ulong LengthBytes);
