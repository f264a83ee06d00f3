using DmabufVerify.Properties.Coverage;
using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Coverage;

/// <summary>Which kinds a hand-made history is of.</summary>
public sealed class LifecycleCellsTests
{
    private static readonly Scenario Scenario = Sharing([new(1, 1)], Free("a"), Free("b")) with
    {
        Devices = [Free("a"), Free("b") with { Access = DeviceAccess.NonCoherent }, Free("c") with { Access = DeviceAccess.PerAccess }],
    };

    private static readonly Layout Here = new(0, [new PfnRun(1, 1)]);

    private static readonly Layout There = new(0, [new PfnRun(2, 1)]);

    private static readonly BufferView Empty = new() { IsExported = true, Storage = Here };

    private static readonly BufferView AMaps = Empty with { Attachments = [View(0, "a", MappingKind.Direct)] };

    private static readonly Operation AttachB = new Operation.Attach("b");

    private static readonly Operation MapA = new Operation.Map("a", MapDirection.Bidirectional);

    public static TheoryData<string, LifecycleTrace, string[]> ByHand => new()
    {
        { "attach", Trace(One(AttachB, StepResult.Ok, Empty, Empty)), ["attach"] },
        { "conflict", Refused(AttachB, Errno.Einval, GroundsKind.Conflict), ["attach: conflict"] },
        { "illegal", Refused(AttachB, Errno.Einval, GroundsKind.InvalidLimit), ["attach: illegal limit"] },
        { "pages", Refused(AttachB, Errno.Einval, GroundsKind.NeedsPages), ["attach: needs pages"] },
        { "hook", Refused(AttachB, Errno.Eperm, GroundsKind.ExporterRefuses), ["attach: hook refuses"] },
        { "live", Refused(AttachB, Errno.Ebusy, GroundsKind.LiveMapping, AMaps), ["attach: busy, live mapping", "late joiner refused"] },
        { "pinned", Refused(AttachB, Errno.Ebusy, GroundsKind.Pinned), ["attach: busy, pinned"] },
        { "fixed", Refused(AttachB, Errno.Ebusy, GroundsKind.NotMovable), ["attach: busy, not movable"] },
        { "full", Refused(AttachB, Errno.Ebusy, GroundsKind.NoStorage), ["attach: busy, no other storage"] },
        { "served late", Trace(One(AttachB, StepResult.Ok, AMaps, AMaps)), ["attach", "late joiner served"] },
        {
            "moved late",
            Trace(One(AttachB, StepResult.Ok with { Notified = [0] }, AMaps, Empty with { Storage = There })),
            ["attach", "late joiner moves the storage", "importer told to move"]
        },
        {
            "twice",
            Trace(One(new Operation.Attach("a"), StepResult.Ok, Empty, Empty with { Attachments = [View(0, "a"), View(1, "a")] })),
            ["attach", "attached twice"]
        },
        {
            "default",
            Trace(One(
                AttachB,
                StepResult.Refused(Errno.Einval, GroundsKind.Conflict, "b", [new BitingLimit("b", LimitKind.AddressMask, 7, IsDefault: true)]),
                Empty,
                Empty)),
            ["attach: conflict", "a default in a conflict"]
        },
        {
            "hooks",
            Trace(One(
                AttachB, StepResult.Ok with { Hooks = [new HookView(ExporterHook.Attach, "b", Empty.Stored, Empty.Stored)] }, Empty, Empty)),
            ["attach", "hooks read"]
        },
        { "direct", Trace(Mapped(MapA, MappingKind.Direct)), ["map: direct"] },
        { "bounced", Trace(Mapped(MapA, MappingKind.Bounced)), ["map: bounced"] },
        { "iommu", Trace(Mapped(MapA, MappingKind.Iommu, "m")), ["map: IOMMU"] },
        { "domains", After(View(0, "a", MappingKind.Iommu, "m"), View(1, "b", MappingKind.Iommu, "n")), ["two domains"] },
        { "one domain", After(View(0, "a", MappingKind.Iommu, "m"), View(1, "b", MappingKind.Iommu, "m")), ["one domain for two"] },
        { "own tables", After(View(0, "a", MappingKind.Direct), View(1, "b", MappingKind.Direct)), [] },
        { "kept", After(View(0, "a", MappingKind.Direct) with { Maps = 0 }), ["mapping kept"] },
        { "no storage", Refused(MapA, Errno.Enomem, GroundsKind.NoStorage), ["no storage"] },
        { "move", Trace(One(new Operation.Move(), StepResult.Ok, Empty, Empty with { Storage = There })), ["move"] },
        {
            "change",
            Trace(One(
                new Operation.ChangeLimits("a", Limits.Unset),
                StepResult.Ok,
                Empty,
                Empty with { Recomputed = new(ResolvedLimits.Unlimited, 1) })),
            ["change of limits seen"]
        },
        { "unseen", Trace(One(new Operation.ChangeLimits("a", Limits.Unset), StepResult.Ok, Empty, Empty)), [] },
        {
            "unchanged",
            Refused(new Operation.ChangeLimits("a", Limits.Unset), Errno.Einval, GroundsKind.InvalidLimit),
            ["change of limits refused"]
        },
        { "early", Refused(MapA, Errno.Enodev, GroundsKind.NotExported), ["before export"] },
        { "nonsense", Refused(MapA, Errno.Einval, GroundsKind.NotAttached), ["makes no sense"] },
        { "asked twice", Trace(Asked(null), Asked(null)), [] },
        { "asked again", Trace(Asked(null), Asked("m")), ["test-map: another answer"] },
    };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void History_is_of_these_kinds(string what, LifecycleTrace trace, string[] cells) =>
        Assert.True(cells.Order().SequenceEqual(Kinds(trace)), $"{what}: {string.Join(", ", Kinds(trace))}");

    [Fact]
    public void Each_kind_is_of_some_history_made_by_hand() => Assert.Equal(
        ["CPU reads past a stale cache", "cached table for two", "concurrent", "device reads what the CPU wrote"],
        LifecycleCells.All.Select(cell => cell.Name).Except(ByHand.SelectMany(row => (string[])row[2])).Order(StringComparer.Ordinal));

    [Fact]
    public void Cached_table_needs_two_direct_mappings_and_an_exporter_that_caches()
    {
        LifecycleTrace own = After(View(0, "a", MappingKind.Direct), View(1, "b", MappingKind.Direct));

        Assert.Equal(["cached table for two"], Kinds(Caching(own)));
        Assert.Empty(Kinds(Caching(After(View(0, "a", MappingKind.Direct)))));
        Assert.Empty(Kinds(Caching(After(View(0, "a", MappingKind.Direct), View(1, "b", MappingKind.Bounced)))));
    }

    [Fact]
    public void Second_thread_makes_a_history_concurrent() => Assert.Equal(
        ["concurrent"],
        Kinds(new LifecycleTrace(Scenario with { Steps = [new Step(MapA), new Step(MapA, Thread: 2)] }, [])));

    private static LifecycleTrace Caching(LifecycleTrace trace) =>
        trace with { Scenario = Scenario with { Exporter = Exporter.Default with { Tables = ExporterTables.Cached } } };

    private static IEnumerable<string> Kinds(LifecycleTrace trace) =>
        LifecycleCells.All.Where(cell => cell.Contains(trace)).Select(cell => cell.Name).Order();

    private static LifecycleTrace Trace(params TracedStep[] steps) => new(Scenario, steps);

    private static LifecycleTrace Refused(Operation operation, Errno errno, GroundsKind kind, BufferView? view = null) =>
        Trace(One(operation, StepResult.Refused(errno, kind), view ?? Empty, view ?? Empty));

    private static LifecycleTrace After(params AttachmentView[] attachments) =>
        Trace(One(new Operation.GetConstraints(), StepResult.Ok, Empty, Empty with { Attachments = [.. attachments] }));

    private static TracedStep Mapped(Operation operation, MappingKind kind, string? domain = null) =>
        One(operation, StepResult.Ok with { Mapping = Mapping(kind, domain) }, Empty, Empty);

    private static TracedStep Asked(string? domain) =>
        Mapped(new Operation.TestMap("a", MapDirection.ToDevice), MappingKind.Iommu, domain);

    private static TracedStep One(Operation operation, StepResult result, BufferView before, BufferView after) =>
        new(new Step(operation), result, before, after);

    private static AttachmentView View(int id, string device, MappingKind? kind = null, string? domain = null) =>
        new(id, device, kind is null ? 0 : 1, 0, kind is { } mapped ? Mapping(mapped, domain) : null);

    private static Mapping Mapping(MappingKind kind, string? domain) => new(kind, domain, new SegmentTable([new Segment(0x1000, Page)]));
}
