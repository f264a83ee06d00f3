using DmabufVerify.Properties.Generation;

namespace DmabufVerify.Properties.Running;

/// <summary>Which scenario is number i of a run.</summary>
internal static class Plan
{
    /// <summary>After so many scenarios the regimes come in the same order again.</summary>
    public const int Cycle = 16;

    /// <summary>
    /// Of sixteen scenarios one is wild, four are real where there is anything real, three have steps, the others are plausible. Those
    /// with steps take the place of plausible ones.
    /// </summary>
    public static Regime RegimeOf(long index, bool hasReal) => (index % Cycle) switch
    {
        0 => Regime.Wild,
        < 5 when hasReal => Regime.Real,
        >= Cycle - 3 => Regime.Lifecycle,
        _ => Regime.Plausible,
    };

    /// <summary>A seed of its own for each index.</summary>
    public static ulong SeedOf(ulong runSeed, long index) => SplitMix64.At(runSeed, (ulong)index);
}
