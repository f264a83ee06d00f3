using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Deciding;

/// <summary>One measure for changes of any limit: by what factor it changes.</summary>
internal static class Tightness
{
    /// <summary>
    /// How many times the limit doubles or halves between two values. A mask counts as the window that it opens, one more than its
    /// value; 2^64 where it has all bits.
    /// </summary>
    public static double Doublings(LimitKind limit, ulong from, ulong to) => Math.Abs(Log2(limit, from) - Log2(limit, to));

    private static double Log2(LimitKind limit, ulong value)
    {
        bool isHighestAddress = limit.IsMask() || limit == LimitKind.AddressMask;
        return isHighestAddress && value < ulong.MaxValue ? Math.Log2(value + 1) : Math.Log2(value);
    }
}
