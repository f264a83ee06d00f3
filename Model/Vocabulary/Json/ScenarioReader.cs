using System.Text.Json;

namespace DmabufVerify.Vocabulary.Json;

/// <summary>
/// The gate through which scenarios come in: format dmabuf-scenario/1 (docs/scenario.md). What passes satisfies every condition that
/// <see cref="Scenario"/> and its parts state, so that the code behind it need not check again.
/// </summary>
public static class ScenarioReader
{
    /// <summary>Reads one scenario. O(n log n) in the number of runs; runs are never expanded to pages.</summary>
    /// <param name="utf8">The whole file.</param>
    /// <param name="catalogue">What a device's "use" may name: declared limits by entry.</param>
    public static ReadResult<Scenario> Read(ReadOnlySpan<byte> utf8, IReadOnlyDictionary<string, Limits> catalogue) =>
        StrictJson.Read(utf8, "a scenario", walker => Whole(walker, catalogue));

    private static Scenario? Whole(JsonWalker walker, IReadOnlyDictionary<string, Limits> catalogue)
    {
        JsonElement root = walker.Root;
        if (!walker.Open(root, ScenarioShapes.Scenario))
        {
            return null;
        }

        FileHeader.CheckSchema(walker, ScenarioShapes.Schema);
        PageSize pageSize = FileHeader.ReadPageSize(walker);
        ulong size = BufferSize(walker);
        Layout? layout = JsonWalker.Field(root, "layout") is { } element ? LayoutReader.Read(walker, element, pageSize, size) : null;
        ValueList<MemoryExtent> memory =
            JsonWalker.Field(root, "memory") is { } extents ? MemoryReader.Read(walker, extents, pageSize) : [];
        Exporter exporter = ExporterReader.Read(walker);
        ValueList<Device> devices = new DeviceReader(walker, pageSize, catalogue).All();
        var scenario = new Scenario
        {
            PageSize = pageSize,
            BufferSizeBytes = size,
            Layout = layout,
            Devices = devices,
            Mode = walker.Choice(root, "mode", ScenarioShapes.Modes, SharingMode.Shared),
            Policy = ReadPolicy(walker),
            Memory = memory,
            Exporter = exporter,
            Steps = new StepReader(walker, devices).All(),
        };
        CheckSteps(walker, scenario);
        HeapReader.Check(walker, scenario);
        return walker.Failed ? null : scenario;
    }

    /// <summary>A history needs storage to take, and a buffer that the specification can map page by page.</summary>
    private static void CheckSteps(JsonWalker walker, Scenario scenario)
    {
        if (walker.Failed || scenario.Steps.Count == 0)
        {
            return;
        }

        if (scenario.PageSize.PagesFor(scenario.BufferSizeBytes) > Scenario.MaxPagesWithSteps)
        {
            ulong most = Scenario.MaxPagesWithSteps << scenario.PageSize.Shift;
            JsonElement size = walker.Root.GetProperty("buffer").GetProperty("size");
            walker.Fail(size, $"expected at most {Scenario.MaxPagesWithSteps} pages, {most} bytes, where there are steps");
        }

        if (scenario.Layout is null && scenario.Memory.Count == 0)
        {
            walker.Fail(walker.Root.GetProperty("steps"), "need storage; expected layout or memory beside them");
        }
    }

    private static ulong BufferSize(JsonWalker walker)
    {
        if (JsonWalker.Field(walker.Root, "buffer") is not { } buffer)
        {
            walker.FailMissing(walker.Root, "buffer", "an object such as { \"size\": \"1MiB\" }");
            return 1;
        }

        return walker.Open(buffer, ScenarioShapes.Buffer)
            ? walker.RequiredNumber(buffer, "size", ScenarioShapes.BufferSize) ?? 1
            : 1;
    }

    private static Policy ReadPolicy(JsonWalker walker)
    {
        if (JsonWalker.Field(walker.Root, "policy") is not { } policy || !walker.Open(policy, ScenarioShapes.Policy))
        {
            return Policy.Default;
        }

        return new Policy(
            walker.Choice(policy, "defaults", ScenarioShapes.Defaults, Policy.Default.Defaults),
            walker.Choice(policy, "enforcement", ScenarioShapes.Enforcements, Policy.Default.Enforcement),
            walker.Choice(policy, "splitting", ScenarioShapes.Splittings, Policy.Default.Splitting));
    }
}
