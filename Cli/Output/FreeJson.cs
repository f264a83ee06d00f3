using System.Text.Json;
using DmabufVerify.Properties.Explaining;

namespace DmabufVerify.Cli.Output;

/// <summary>Which fields may be anything.</summary>
/// <param name="Fields">In the order of a scenario file.</param>
/// <param name="Checks">How often the scenario was looked at again.</param>
/// <param name="JointRounds">Of these, how many changed all the fields at once.</param>
/// <param name="Finished">Whether every field was tried.</param>
internal sealed record FreeJson(IReadOnlyList<FreeFieldJson> Fields, int Checks, int JointRounds, bool Finished)
{
    public static FreeJson Of(FreeFields free) => new(
        [.. free.Fields.Select(f => new FreeFieldJson(f.Path, f.Value is { } value ? JsonElement.Parse(value) : null, f.Tried, f.IsAll))],
        free.Checks,
        free.JointRounds,
        free.Finished);
}

/// <summary>One of them.</summary>
/// <param name="Path">Where it is in the scenario.</param>
/// <param name="Value">What it is there; left out where the scenario leaves it out.</param>
/// <param name="Tried">Other values that were tried.</param>
/// <param name="All">Whether there are no others.</param>
internal sealed record FreeFieldJson(string Path, JsonElement? Value, int Tried, bool All);
