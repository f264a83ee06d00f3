using System.Text.Json;

namespace DmabufVerify.Vocabulary.Json;

/// <summary>Reads a scenario's devices.</summary>
internal sealed class DeviceReader(JsonWalker walker, PageSize pageSize, IReadOnlyDictionary<string, Limits> catalogue)
{
    private readonly Dictionary<string, int> _names = [];

    /// <summary>Every device, in the file's order; names are distinct.</summary>
    public ValueList<Device> All()
    {
        const string expected = "a list of devices, such as [ { \"name\": \"display\", \"maxSegmentCount\": 1 } ]";
        if (JsonWalker.Field(walker.Root, "devices") is not { } list)
        {
            walker.FailMissing(walker.Root, "devices", expected);
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            walker.Fail(list, $"expected {expected}");
            return [];
        }

        var devices = new List<Device>();
        foreach (JsonElement element in list.EnumerateArray())
        {
            if (One(element, devices.Count) is not { } device)
            {
                return [];
            }

            devices.Add(device);
        }

        return new([.. devices]);
    }

    private Device? One(JsonElement element, int index)
    {
        if (!walker.Open(element, ScenarioShapes.Device) || ReadName(element, index) is not { } name)
        {
            return null;
        }

        string? entry = Use(element);
        Limits limits = ReadLimits(element, entry is null ? Limits.Unset : catalogue[entry]);
        var device = new Device(name, limits)
        {
            CatalogueEntry = entry,
            BusOffsetBytes = BusOffset(element),
            Iommu = ReadIommu(element, name),
            Access = walker.Choice(element, "access", ScenarioShapes.Accesses, DeviceAccess.Coherent),
            Importer = walker.Choice(element, "importer", ScenarioShapes.Importers, ImporterHabit.MapsAroundUse),
            MayBounce = walker.Flag(element, "bounce", fallback: false),
            NeedsPages = walker.Flag(element, "needsPages", fallback: false),
            Heaps = HeapReader.Read(walker, element),
        };
        return walker.Failed ? null : device;
    }

    private string? ReadName(JsonElement device, int index)
    {
        if (JsonWalker.Field(device, "name") is not { } element)
        {
            walker.FailMissing(device, "name", "a name, such as \"display\"");
            return null;
        }

        if (walker.Name(element) is { } name && !_names.TryAdd(name, index))
        {
            walker.Fail(element, $"devices[{_names[name]}] has this name already; expected distinct names");
        }

        return walker.Failed ? null : element.GetString();
    }

    /// <summary>The name of a known catalogue entry.</summary>
    private string? Use(JsonElement device)
    {
        if (JsonWalker.Field(device, "use") is not { } element)
        {
            return null;
        }

        string text = element.ValueKind == JsonValueKind.String ? element.GetString() ?? "" : "";
        string entry = text.StartsWith(ScenarioShapes.CataloguePrefix, StringComparison.Ordinal)
            ? text[ScenarioShapes.CataloguePrefix.Length..]
            : "";
        if (catalogue.ContainsKey(entry))
        {
            return entry;
        }

        string near = Nearest.To(entry.Length > 0 ? entry : text, catalogue.Keys) is { } known
            ? $"did you mean \"{ScenarioShapes.CataloguePrefix}{known}\"?"
            : $"expected \"{ScenarioShapes.CataloguePrefix}NAME\" with the name of a catalogue entry";
        walker.Fail(element, $"no such entry; {near}");
        return null;
    }

    private Limits ReadLimits(JsonElement device, Limits limits)
    {
        foreach (LimitKind kind in LimitKinds.All)
        {
            if (device.TryGetProperty(kind.FieldName(), out JsonElement element))
            {
                limits = limits.With(kind, walker.Limit(element, kind, ScenarioShapes.Limits[kind]));
            }
        }

        if (!walker.Failed && LimitChecks.Check(limits, pageSize) is { } problem)
        {
            FailLimit(device, problem);
        }

        return limits;
    }

    private void FailLimit(JsonElement device, LimitProblem problem)
    {
        if (JsonWalker.Field(device, problem.Kind.FieldName()) is { } element)
        {
            walker.Fail(element, $"expected {problem.Accepted}");
            return;
        }

        string accepted = $"declares {problem.Kind.FieldName()} {problem.Value}; expected {problem.Accepted}; give the field beside \"use\"";
        walker.Fail(JsonWalker.Field(device, "use") ?? device, accepted);
    }

    private long BusOffset(JsonElement device)
    {
        long offset = 0;
        if (JsonWalker.Field(device, "busOffset") is { } element)
        {
            offset = walker.Signed(element, ScenarioShapes.BusOffset) ?? 0;
            if (offset % (long)pageSize.Bytes != 0)
            {
                walker.Fail(element, $"expected a multiple of the page size, {pageSize.Bytes} bytes");
            }
        }

        return offset;
    }

    private Iommu? ReadIommu(JsonElement device, string name)
    {
        if (JsonWalker.Field(device, "iommu") is not { } iommu || !walker.Open(iommu, ScenarioShapes.Iommu))
        {
            return null;
        }

        string? domain = JsonWalker.Field(iommu, "domain") is { } element ? walker.Name(element) : name;
        return new Iommu(domain ?? name, Granule(iommu));
    }

    private ulong Granule(JsonElement iommu)
    {
        if (JsonWalker.Field(iommu, "granule") is not { } element)
        {
            return pageSize.Bytes;
        }

        ulong granule = walker.Number(element, ScenarioShapes.Granule) ?? 1;
        if (!ulong.IsPow2(granule) || granule > pageSize.Bytes)
        {
            walker.Fail(element, $"expected a power of two of at most a page, {pageSize.Bytes} bytes");
        }

        return granule;
    }
}
