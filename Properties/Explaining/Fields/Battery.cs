using DmabufVerify.Properties.Generation;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining.Fields;

/// <summary>Values to try in place of one: the extremes, its neighbours, numbers that hardware likes, and a few at random.</summary>
/// <param name="seed">What the random ones follow from: a number of the field's own, so that every run tries the same.</param>
internal sealed class Battery(ulong seed)
{
    private const int Randoms = 6;

    /// <summary>Whole numbers from <paramref name="least"/> to <paramref name="most"/>, small ones as likely as large ones.</summary>
    public IEnumerable<ulong> Numbers(ulong present, ulong least, ulong most, params ulong[] liked)
    {
        IEnumerable<ulong> near =
        [
            least, most, .. Around(present, 1), .. Around(least, 1), .. Around(most, 1),
            present / 2, Plus(present, present), Plus(present, Plus(present, present)), .. liked, .. Random().Select(n => Plus(least, n)),
        ];
        return near.Where(n => n >= least && n <= most);
    }

    /// <summary>Bytes: as numbers, and whole pages around the present value.</summary>
    public IEnumerable<ulong> Bytes(ulong present, ulong least, ulong most, PageSize pageSize) => Numbers(
        present,
        least,
        most,
        [.. Around(present, pageSize.Bytes), pageSize.Bytes, 2 * pageSize.Bytes, 3 * pageSize.Bytes, 0x10000, 0x100000]);

    /// <summary>Values of a limit, legal ones and perhaps some that are not; <see langword="null"/>: left out.</summary>
    public IEnumerable<ulong?> Limit(LimitKind kind, ulong? present, PageSize pageSize)
    {
        ulong value = present ?? kind.Unlimited();
        IEnumerable<ulong> values = kind switch
        {
            LimitKind.MaxSegmentCount => Numbers(value, 1, ulong.MaxValue, 2, 3, 16, 128, uint.MaxValue),
            LimitKind.MaxSegmentSize => Bytes(value, pageSize.Bytes, ulong.MaxValue, pageSize).Append(uint.MaxValue),
            LimitKind.AddressMask => [.. Bytes(value, 1, ulong.MaxValue, pageSize), pageSize.Bytes - 1, 0xffffff, uint.MaxValue, 0xdfffffff],
            LimitKind.SegmentBoundaryMask => Masks(pageSize.Shift),
            LimitKind.VirtBoundaryMask or LimitKind.MinAlignMask => Masks(0),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        return values.Prepend(kind.Unlimited()).Cast<ulong?>().Prepend(null);
    }

    /// <summary>Random numbers of random lengths.</summary>
    public IEnumerable<ulong> Random() =>
        Enumerable.Range(0, Randoms).Select(i => SplitMix64.At(seed, (ulong)i) >> (int)(SplitMix64.At(~seed, (ulong)i) % 64));

    /// <summary>Every mask 2^k - 1 of at least so many bits.</summary>
    private static IEnumerable<ulong> Masks(int fewestBits) =>
        Enumerable.Range(fewestBits, 65 - fewestBits).Select(bits => bits == 64 ? ulong.MaxValue : (1UL << bits) - 1);

    private static ulong[] Around(ulong value, ulong distance) => [Minus(value, distance), Plus(value, distance)];

    private static ulong Plus(ulong a, ulong b) => a > ulong.MaxValue - b ? ulong.MaxValue : a + b;

    private static ulong Minus(ulong a, ulong b) => a < b ? 0 : a - b;
}
