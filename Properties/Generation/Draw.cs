using FsCheck;
using FsCheck.Fluent;

namespace DmabufVerify.Properties.Generation;

/// <summary>Small generators that the others are made of.</summary>
internal static class Draw
{
    /// <summary>True in so many per cent of cases.</summary>
    public static Gen<bool> Percent(int share) => Gen.Choose(1, 100).Select(n => n <= share);

    /// <summary>One of a weighted list of values.</summary>
    public static Gen<T> Weighted<T>(params (int Weight, T Value)[] choices) =>
        Gen.Frequency(choices.Select(c => (c.Weight, Gen.Constant(c.Value))));

    /// <summary>A number of 0 to <paramref name="maxBits"/> bits, each width as likely as another; at most 63 bits.</summary>
    public static Gen<ulong> LogUniform(int maxBits) =>
        from bits in Gen.Choose(0, maxBits)
        from value in FsCheck.FSharp.Gen.Choose64(bits == 0 ? 0 : 1L << (bits - 1), (long)MaskOfBits(bits))
        select (ulong)value;

    /// <summary>Any of 64-bit numbers' usual suspects, and everything else.</summary>
    public static Gen<ulong> AnyUlong { get; } = Gen.Frequency(
        (3, LogUniform(63)),
        (1, Gen.Elements<ulong>(0UL, 1, ulong.MaxValue, ulong.MaxValue - 1, uint.MaxValue, 1UL << 32, 1UL << 63, 4095, 4096, 65536)));

    /// <summary>2^k - 1 for k from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static Gen<ulong> LowMask(int least, int most) => Gen.Choose(least, most).Select(MaskOfBits);

    /// <summary>2^k - 1, up to all ones for k = 64.</summary>
    public static ulong MaskOfBits(int bits) => bits == 64 ? ulong.MaxValue : (1UL << bits) - 1;

    /// <summary>An optional value: null in so many per cent.</summary>
    public static Gen<ulong?> Unset(int share, Gen<ulong> value) =>
        from unset in Percent(share)
        from v in unset ? Gen.Constant(0UL) : value
        select unset ? (ulong?)null : v;
}
