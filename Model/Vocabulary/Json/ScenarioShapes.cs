using System.Collections.Immutable;

namespace DmabufVerify.Vocabulary.Json;

/// <summary>
/// The scenario format as tables: which objects there are, which fields they have and how numbers and words are written. Reader,
/// writer and docs/scenario.schema.json follow them; a test compares the schema.
/// </summary>
internal static class ScenarioShapes
{
    /// <summary>The format's name and version.</summary>
    public const string Schema = "dmabuf-scenario/1";

    /// <summary>How a limit says that it asks for nothing.</summary>
    public const string Unlimited = "unlimited";

    /// <summary>What a "use" starts with.</summary>
    public const string CataloguePrefix = "catalogue:";

    private const string Bytes = "65536, \"64KiB\" or \"0x10000\"";

    public static ObjectShape Scenario { get; } =
        new("a scenario", ["schema", "pageSize", "buffer", "layout", "memory", "exporter", "devices", "mode", "policy", "steps"]);

    public static ObjectShape Buffer { get; } = new("a buffer", ["size"]);

    public static ObjectShape Layout { get; } = new("a layout", ["offset", "runs", "pfns"]);

    public static ObjectShape Run { get; } = new("a run", ["pfn", "pages"]);

    public static ObjectShape Memory { get; } = new("memory", ["extents"]);

    public static ObjectShape Extent { get; } = new("an extent", ["base", "size", "heap"]);

    public static ObjectShape Exporter { get; } =
        new("an exporter", ["allocates", "tables", "movable", "structPages", "hooksReadConstraints"]);

    public static ObjectShape Device { get; } = new(
        "a device",
        [
            "name", "use", .. LimitKinds.All.Select(k => k.FieldName()), "busOffset", "iommu",
            "access", "importer", "bounce", "needsPages", "heaps",
        ]);

    public static ObjectShape Iommu { get; } = new("an IOMMU", ["domain", "granule"]);

    public static ObjectShape Policy { get; } = new("a policy", ["defaults", "enforcement", "splitting"]);

    public static Spelling<SharingMode> Modes { get; } =
        new((SharingMode.Shared, "shared"), (SharingMode.Tailored, "tailored"));

    public static Spelling<DefaultsPolicy> Defaults { get; } =
        new((DefaultsPolicy.Mainline, "mainline"), (DefaultsPolicy.Linux319, "linux3.19"), (DefaultsPolicy.RfcV3, "rfcV3"));

    public static Spelling<Enforcement> Enforcements { get; } =
        new((Enforcement.Strict, "strict"), (Enforcement.Kernel, "kernel"));

    public static Spelling<Splitting> Splittings { get; } =
        new((Splitting.Early, "early"), (Splitting.Late, "late"));

    public static Spelling<AllocationTime> AllocationTimes { get; } =
        new((AllocationTime.FirstMap, "firstMap"), (AllocationTime.Export, "export"));

    public static Spelling<ExporterTables> ExporterTables { get; } =
        new((Vocabulary.ExporterTables.PerAttachment, "perAttachment"), (Vocabulary.ExporterTables.Cached, "cached"));

    public static Spelling<DeviceAccess> Accesses { get; } =
        new((DeviceAccess.Coherent, "coherent"), (DeviceAccess.NonCoherent, "nonCoherent"), (DeviceAccess.PerAccess, "perAccess"));

    public static Spelling<ImporterHabit> Importers { get; } = new(
        (ImporterHabit.MapsAroundUse, "mapsAroundUse"),
        (ImporterHabit.CachesMapping, "cachesMapping"),
        (ImporterHabit.Pins, "pins"),
        (ImporterHabit.MovesOnNotice, "movesOnNotice"));

    public static Quantity PageSize { get; } =
        new("a power of two of 4096 to 65536, such as 4096, \"64KiB\" or \"0x1000\"", Vocabulary.PageSize.LargestBytes)
        {
            Min = Vocabulary.PageSize.SmallestBytes,
        };

    public static Quantity BufferSize { get; } =
        new($"1 to 2^63 bytes, such as {Bytes}", Vocabulary.Scenario.MaxBufferSizeBytes) { Min = 1 };

    public static Quantity Offset { get; } =
        new("bytes, less than a page, such as 0 or \"0x800\"", Vocabulary.PageSize.LargestBytes - 1);

    public static Quantity Pfn { get; } =
        new("a page frame number below 2^52, such as 4096 or \"0x1000\"", PfnRun.MaxEndPfn - 1) { HasUnits = false };

    public static Quantity Pages { get; } =
        new("1 to 2^52 pages, such as 256", PfnRun.MaxEndPfn) { Min = 1, Hex = false, HasUnits = false };

    public static Quantity ExtentBase { get; } = new("a physical address, such as \"0x80000000\" or \"2GiB\"", ulong.MaxValue);

    public static Quantity ExtentSize { get; } = new("bytes, at least a page, such as \"16MiB\" or \"0x1000000\"", ulong.MaxValue) { Min = 1 };

    public static Quantity BusOffset { get; } =
        new("bytes between -2^63 and 2^63, such as 0, \"0xc0000000\" or \"-0xc0000000\"", long.MaxValue);

    public static Quantity Granule { get; } =
        new("a power of two of at most a page, such as 4096 or \"4KiB\"", Vocabulary.PageSize.LargestBytes) { Min = 1 };

    /// <summary>How each limit is written; its range is the business of <see cref="LimitChecks"/>.</summary>
    public static ImmutableDictionary<LimitKind, Quantity> Limits { get; } = LimitKinds.All.ToImmutableDictionary(k => k, LimitOf);

    private static Quantity LimitOf(LimitKind kind) => kind switch
    {
        LimitKind.MaxSegmentCount =>
            new("a whole number of at least 1, such as 64, or \"unlimited\"", ulong.MaxValue) { Hex = false, HasUnits = false },
        LimitKind.MaxSegmentSize => new($"bytes, such as {Bytes}, or \"unlimited\"", ulong.MaxValue),
        LimitKind.AddressMask => new("the highest address, such as \"0xffffffff\", or \"unlimited\"", ulong.MaxValue),
        _ => new("2^k - 1, such as \"0xffff\", or \"unlimited\"", ulong.MaxValue),
    };
}
