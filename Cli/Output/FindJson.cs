using System.Text.Json;

namespace DmabufVerify.Cli.Output;

/// <summary>What <c>find</c> came to.</summary>
/// <param name="Goal">What was looked for.</param>
/// <param name="Found">Whether there is one.</param>
/// <param name="Seed">What everything drawn followed from.</param>
/// <param name="Cases">Scenarios looked at.</param>
/// <param name="ElapsedSeconds">Wall time, simplifying included.</param>
/// <param name="Provenance">Versions and machine.</param>
internal sealed record FindJson(
    string Goal, bool Found, string Seed, long Cases, double ElapsedSeconds, IReadOnlyDictionary<string, string> Provenance)
{
    /// <summary>What the voters say of it, or how it breaks the law.</summary>
    public string? Facts { get; init; }

    /// <summary>The same of what came nearest, where none was found.</summary>
    public string? Nearest { get; init; }

    /// <summary>For a real one, where its page frames were recorded.</summary>
    public string? Origin { get; init; }

    /// <summary>Simplifications taken.</summary>
    public int? ShrinkSteps { get; init; }

    /// <summary>The scenario, simplified.</summary>
    public JsonElement? Scenario { get; init; }

    /// <summary>Where it is kept.</summary>
    public string? File { get; init; }

    /// <summary>Which of its fields may be anything: with other values the law breaks in the same way, or the same limits are in the way.</summary>
    public FreeJson? FreeFields { get; init; }

    /// <summary>For a law, the line that shows it again.</summary>
    public string? Replay { get; init; }
}
