using DmabufVerify.Properties.Generation;

namespace DmabufVerify.Properties.Running;

/// <summary>Which scenario is number i of a run.</summary>
internal static class Plan
{
    private const int Cycle = 16;

    /// <summary>Of sixteen scenarios one is wild, four are real where there is anything real, the others plausible.</summary>
    public static Regime RegimeOf(long index, bool hasReal) => (index % Cycle) switch
    {
        0 => Regime.Wild,
        < 5 when hasReal => Regime.Real,
        _ => Regime.Plausible,
    };

    /// <summary>A seed of its own for each index: the finaliser of SplitMix64 over the run's seed and the index.</summary>
    public static ulong SeedOf(ulong runSeed, long index)
    {
        // The mixing is defined modulo 2^64.
        unchecked
        {
            ulong z = runSeed + ((ulong)(index + 1) * 0x9e3779b97f4a7c15);
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
            z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
            return z ^ (z >> 31);
        }
    }
}
