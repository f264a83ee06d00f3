using System.Text.Json;

namespace DmabufVerify.Vocabulary.Json;

/// <summary>Reads which heaps a device can use, and holds them to the memory of the scenario.</summary>
internal static class HeapReader
{
    private const string Expected = "a list of heaps, such as [ \"cma\" ]";

    private const int MostNamed = 8;

    /// <summary>The heaps of a device, each once, in the file's order; none where it says nothing.</summary>
    public static ValueList<string> Read(JsonWalker walker, JsonElement device)
    {
        if (JsonWalker.Field(device, "heaps") is not { } list)
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            walker.Fail(list, $"expected {Expected}");
            return [];
        }

        if (list.GetArrayLength() == 0)
        {
            walker.Fail(list, $"a device that can use no memory shares nothing; expected {Expected}, or leave the field out for any heap");
        }

        var heaps = new List<string>();
        var seen = new HashSet<string>();
        foreach (JsonElement element in list.EnumerateArray())
        {
            if (walker.Name(element) is not { } heap)
            {
                return [];
            }

            if (!seen.Add(heap))
            {
                walker.Fail(element, "is in the list already; expected every heap once");
                return [];
            }

            heaps.Add(heap);
        }

        return [.. heaps];
    }

    /// <summary>Every name is that of an extent, where there are any; a history takes storage from any heap, whoever attaches.</summary>
    public static void Check(JsonWalker walker, Scenario scenario)
    {
        for (int i = 0; i < scenario.Devices.Count && !walker.Failed; i++)
        {
            if (scenario.Devices[i].Heaps.Count > 0)
            {
                Check(walker, walker.Root.GetProperty("devices")[i].GetProperty("heaps"), scenario);
            }
        }
    }

    private static void Check(JsonWalker walker, JsonElement heaps, Scenario scenario)
    {
        if (scenario.Steps.Count > 0)
        {
            walker.Fail(heaps, "steps do not look at heaps of devices; expected no heaps where there are steps");
            return;
        }

        HashSet<string> known = [.. scenario.Memory.Select(extent => extent.Heap)];
        if (known.Count == 0)
        {
            return;
        }

        foreach (JsonElement element in heaps.EnumerateArray())
        {
            string heap = element.GetString()!;
            if (!known.Contains(heap))
            {
                string near = Nearest.To(heap, known) is { } name
                    ? $"did you mean {Quoted(name)}?"
                    : $"expected one of {string.Join(", ", known.Take(MostNamed).Select(Quoted))}{(known.Count > MostNamed ? ", ..." : "")}";
                walker.Fail(element, $"no extent is of this heap; {near}");
                return;
            }
        }
    }

    /// <summary>As it stands in the file, so that a name of any characters is one line.</summary>
    private static string Quoted(string heap) => $"\"{JsonEncodedText.Encode(heap, ScenarioWriter.Encoder)}\"";
}
