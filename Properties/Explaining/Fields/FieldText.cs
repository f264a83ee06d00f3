using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Properties.Explaining.Fields;

/// <summary>A scenario as the file that says it: whether there can be one, and what stands at a place of it.</summary>
internal static class FieldText
{
    /// <summary>Whether the reader lets the scenario in. Devices stand for themselves here, not for entries of the catalogue.</summary>
    public static bool IsLegal(Scenario scenario)
    {
        Scenario itself = scenario with { Devices = [.. scenario.Devices.Select(d => d with { CatalogueEntry = null })] };
        return ScenarioReader.Read(Encoding.UTF8.GetBytes(ScenarioWriter.WriteLine(itself)), ImmutableDictionary<string, Limits>.Empty).IsOk;
    }

    /// <summary>The JSON at a path such as devices[0].iommu.granule; <see langword="null"/> where the file has nothing there.</summary>
    public static string? At(JsonElement root, string path)
    {
        JsonElement at = root;
        foreach (string step in path.Replace("[", ".[", StringComparison.Ordinal).Split('.'))
        {
            if (step.StartsWith('['))
            {
                at = at[int.Parse(step[1..^1], CultureInfo.InvariantCulture)];
            }
            else if (!at.TryGetProperty(step, out at))
            {
                return null;
            }
        }

        return at.GetRawText();
    }
}
