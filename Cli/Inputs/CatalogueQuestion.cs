using System.Text.Json;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Inputs;

/// <summary>A question without a file: catalogue devices and a size, as options name them.</summary>
internal static class CatalogueQuestion
{
    /// <summary>What follows a name of --device to put an IOMMU in front of it.</summary>
    private const string BehindIommu = ":iommu";

    /// <summary>
    /// The scenario that the short form stands for, through the same reader as a file, so that mistakes are told the same way. A problem's
    /// path is the option and what stands there.
    /// </summary>
    public static ReadResult<Scenario> Read(IReadOnlyList<string> named, string size)
    {
        if (SizeWord.Parse(size, out string message) is not { } bytes)
        {
            return new InputProblem($"--size {size}", "", message, Line: null);
        }

        if (named.Select(EntryOf).FirstOrDefault(name => !DeviceCatalogue.Shipped.Limits.ContainsKey(name)) is { } unknown)
        {
            string near = Nearest.To(unknown, DeviceCatalogue.Shipped.Limits.Keys) is { } known
                ? $"did you mean {known}?"
                : "the command devices lists them";
            return new InputProblem($"--device {unknown}", "", $"no such catalogue entry; {near}", Line: null);
        }

        ReadResult<Scenario> read = ScenarioReader.Read(Written(named, bytes), DeviceCatalogue.Shipped.Limits);
        return read.IsOk ? read : read.Problem with { JsonPath = $"--device: {read.Problem.JsonPath}", Line = null };
    }

    private static string EntryOf(string name) => IsBehindIommu(name) ? name[..^BehindIommu.Length] : name;

    private static bool IsBehindIommu(string name) => name.EndsWith(BehindIommu, StringComparison.Ordinal);

    private static byte[] Written(IReadOnlyList<string> named, ulong bytes)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("buffer");
            json.WriteNumber("size", bytes);
            json.WriteEndObject();
            json.WriteStartArray("devices");
            foreach (string name in named)
            {
                json.WriteStartObject();
                json.WriteString("name", EntryOf(name));
                json.WriteString("use", $"catalogue:{EntryOf(name)}");
                if (IsBehindIommu(name))
                {
                    json.WriteStartObject("iommu");
                    json.WriteEndObject();
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
