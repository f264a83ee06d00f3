namespace DmabufVerify.Properties.Generation;

/// <summary>The generator of that name (Steele, Lea, Flood 2014): any of its numbers in O(1), each from the seed alone.</summary>
internal static class SplitMix64
{
    /// <summary>Number <paramref name="index"/>, counted from 0, of the sequence of a seed.</summary>
    public static ulong At(ulong seed, ulong index)
    {
        // The mixing is defined modulo 2^64.
        unchecked
        {
            ulong z = seed + ((index + 1) * 0x9e3779b97f4a7c15);
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
            z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
            return z ^ (z >> 31);
        }
    }
}
