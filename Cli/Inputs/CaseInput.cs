using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Running;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Inputs;

/// <summary>What an argument names that is a token of a drawn scenario, a scenario file, or - for standard input.</summary>
internal static class CaseInput
{
    /// <summary>Why it is neither, where it looks like a token; else <see langword="null"/>.</summary>
    public static string? Problem(string source) => ReplayToken.Parse(source) is null && LooksLikeToken(source) && !File.Exists(source)
        ? $"{source}: neither a token, such as p-00c0ffee00c0ffee, nor a file"
        : null;

    /// <summary>Draws or reads it.</summary>
    /// <param name="source">The argument.</param>
    /// <param name="token">The token; <see langword="null"/> for a file.</param>
    public static ReadResult<Scenario> Read(string source, out ReplayToken? token)
    {
        token = ReplayToken.Parse(source);
        return token is { } known
            ? new ScenarioGenerator(GeneratorSettings.Default, Wiring.Real(capture: false, out _)).Draw(known.Regime, known.Seed)
            : ScenarioInput.Read(source);
    }

    private static bool LooksLikeToken(string source) => source is ['p' or 'w' or 'l', '-', ..] && !Path.HasExtension(source);
}
