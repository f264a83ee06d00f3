using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec;

/// <summary>The bus addresses at which a judge can meet memory.</summary>
public static class Reach
{
    /// <summary>Bytes [start, end); the start is page-aligned, the end need not be.</summary>
    public readonly record struct Range(UInt128 Start, UInt128 End);

    /// <summary>Bus addresses within the mask behind which there is a physical address below 2^64; <see langword="null"/> when none is.</summary>
    public static Range? OnBus(PageSize pageSize, Judge judge)
    {
        Int128 physicalEnd = Int128.Min((Int128)1 << 64, (Int128)PfnRun.MaxEndPfn * pageSize.Bytes);
        Int128 start = Int128.Max(0, -(Int128)judge.BusOffsetBytes);
        Int128 end = Int128.Min((Int128)judge.Limits.AddressMask + 1, physicalEnd - judge.BusOffsetBytes);
        return start < end ? new Range((UInt128)start, (UInt128)end) : null;
    }
}
