using DmabufVerify.Properties.Generation;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Conformance.Drawing;

/// <summary>The project's own scenarios, those with storage, as a source of questions.</summary>
/// <param name="generator">Draws them.</param>
public sealed class LayoutScenarios(ScenarioGenerator generator)
{
    private static readonly Regime[] Regimes = [Regime.Plausible, Regime.Plausible, Regime.Wild, Regime.Real];

    /// <summary>Scenarios of one seed, without end: the same seed gives the same.</summary>
    public IEnumerable<Scenario> Draw(ulong seed)
    {
        for (ulong i = 0; ; i++)
        {
            // Odd multiples of one number are distinct modulo 2^64.
            Scenario drawn = generator.Draw(Regimes[i % (ulong)Regimes.Length], unchecked(seed + (((2 * i) + 1) * 0x9e3779b97f4a7c15)));
            if (drawn is { Layout: not null, Devices.Count: > 0 })
            {
                yield return drawn;
            }
        }
    }
}
