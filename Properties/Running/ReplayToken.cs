using System.Globalization;
using DmabufVerify.Properties.Generation;

namespace DmabufVerify.Properties.Running;

/// <summary>
/// Names one drawn scenario: the regime's letter and the seed, such as <c>p-00c0ffee00c0ffee</c>. Valid for one version of the
/// generators and the catalogue; a real case is replayed from its file, since its page frames are of one machine.
/// </summary>
public readonly record struct ReplayToken(Regime Regime, ulong Seed)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Letter}-{Seed:x16}";

    /// <summary>Whether the scenario can be drawn again from this alone.</summary>
    public bool IsPortable => Regime != Regime.Real;

    /// <summary>Reads a token; <see langword="null"/> for anything else.</summary>
    public static ReplayToken? Parse(string text)
    {
        Regime? regime = text switch
        {
            ['p', '-', ..] => Regime.Plausible,
            ['w', '-', ..] => Regime.Wild,
            ['l', '-', ..] => Regime.Lifecycle,
            _ => null,
        };
        return regime is { } known
            && text.Length == 18
            && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong seed)
                ? new ReplayToken(known, seed)
                : null;
    }

    /// <summary>A real case has none of its own: without anything real, what is drawn in its place is plausible.</summary>
    private char Letter => Regime switch
    {
        Regime.Plausible or Regime.Real => 'p',
        Regime.Wild => 'w',
        Regime.Lifecycle => 'l',
        _ => throw new InvalidOperationException($"no letter for {Regime}"),
    };
}
