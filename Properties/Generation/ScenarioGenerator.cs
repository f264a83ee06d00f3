using DmabufVerify.Properties.Generation.Lifecycle;
using DmabufVerify.Properties.Generation.Placement;
using DmabufVerify.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace DmabufVerify.Properties.Generation;

/// <summary>How a scenario is drawn.</summary>
public enum Regime
{
    /// <summary>As systems are, biased to where answers change.</summary>
    Plausible,

    /// <summary>Anything the format admits.</summary>
    Wild,

    /// <summary>Real devices over real page layouts.</summary>
    Real,

    /// <summary>A buffer's life: small storage, and some twenty operations on it.</summary>
    Lifecycle,
}

/// <summary>Draws scenarios: the same seed, regime, settings and real inputs give the same scenario.</summary>
public sealed class ScenarioGenerator
{
    private readonly Gen<Scenario> _plausible;
    private readonly Gen<Scenario> _wild;
    private readonly Gen<Scenario> _real;
    private readonly Gen<Scenario> _lifecycle;

    /// <param name="settings">Sizes and shares.</param>
    /// <param name="real">What the real regime and the catalogue share draw from.</param>
    public ScenarioGenerator(GeneratorSettings settings, RealInputs real)
    {
        HasReal = real is { Catalogue.Count: > 0, Layouts.Count: > 0 };
        _plausible = Gen.Frequency(
            (100 - settings.PlacementShare, Plausible.Scenario(settings, real.Catalogue)),
            (settings.PlacementShare, Heaps.Some(PlacementScenarios.Scenario(settings))));
        _wild = Heaps.Some(Wild.Scenario(settings));
        _real = HasReal ? RealSystems.Scenario(settings, real) : _plausible;
        _lifecycle = LifecycleScenarios.Scenario(settings, real.Catalogue);
    }

    /// <summary>Whether there is anything for <see cref="Regime.Real"/> to draw from.</summary>
    public bool HasReal { get; }

    /// <summary>The scenario of one seed.</summary>
    public Scenario Draw(Regime regime, ulong seed)
    {
        Gen<Scenario> generator = regime switch
        {
            Regime.Plausible => _plausible,
            Regime.Wild => _wild,
            Regime.Real => _real,
            Regime.Lifecycle => _lifecycle,
            _ => throw new ArgumentOutOfRangeException(nameof(regime)),
        };
        return generator.Sample(1, new Rnd(seed), size: 50)[0];
    }
}
