using System.Collections.Immutable;
using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Coverage;

/// <summary>The kinds of histories without which a pass of the lifecycle's laws would say little.</summary>
public static class LifecycleCells
{
    /// <summary>In the order in which reports list them.</summary>
    public static ImmutableArray<LifecycleCell> All { get; } =
    [
        new("attach", 500, t => t.Steps.Any(IsAttached)),
        new("attach: conflict", 50, t => AttachRefused(t, Errno.Einval, GroundsKind.Conflict)),
        new("attach: illegal limit", 20, t => AttachRefused(t, Errno.Einval, GroundsKind.InvalidLimit)),
        new("attach: needs pages", 5, t => AttachRefused(t, Errno.Einval, GroundsKind.NeedsPages)),
        new("attach: hook refuses", 20, t => AttachRefused(t, Errno.Eperm, GroundsKind.ExporterRefuses)),
        new("attach: busy, live mapping", 1, t => AttachRefused(t, Errno.Ebusy, GroundsKind.LiveMapping)),
        new("attach: busy, pinned", 1, t => AttachRefused(t, Errno.Ebusy, GroundsKind.Pinned)),
        new("attach: busy, not movable", 5, t => AttachRefused(t, Errno.Ebusy, GroundsKind.NotMovable)),
        new("attach: busy, no other storage", 2, t => AttachRefused(t, Errno.Ebusy, GroundsKind.NoStorage)),
        new("late joiner served", 50, t => t.Steps.Any(s => IsLate(s) && s.IsOk && s.Before.Storage == s.After.Storage)),
        new("late joiner moves the storage", 1, t => t.Steps.Any(s => IsLate(s) && s.IsOk && s.Before.Storage != s.After.Storage)),
        new("late joiner refused", 5, t => t.Steps.Any(s => IsLate(s) && s.Result.Errno == Errno.Ebusy)),
        new("attached twice", 20, t => t.Steps.Any(s => HasTwice(s.After))),
        new("a default in a conflict", 10, t => t.Steps.Any(s => s.Result.Grounds is { } grounds && grounds.Limits.Any(l => l.IsDefault))),
        new("hooks read", 100, t => t.Steps.Any(s => s.Result.Hooks.Count > 0)),
        new("map: direct", 200, t => Mapped(t, MappingKind.Direct)),
        new("map: bounced", 5, t => Mapped(t, MappingKind.Bounced)),
        new("map: IOMMU", 50, t => Mapped(t, MappingKind.Iommu)),
        new("two domains", 1, t => t.Steps.Any(s => Domains(s.After).Distinct().Count() > 1)),
        new("one domain for two", 5, t => t.Steps.Any(s => Domains(s.After) is var all && all.Distinct().Count() < all.Count())),
        new("cached table for two", 10, t => t.Scenario.Exporter.Tables == ExporterTables.Cached
            && t.Steps.Any(s => Live(s.After).Count(a => a.Mapping!.Kind == MappingKind.Direct) > 1)),
        new("mapping kept", 30, t => t.Steps.Any(s => Live(s.After).Any(a => a.Maps == 0))),
        new("no storage", 10, t => t.Steps.Any(s => s.IsRefused(Errno.Enomem, GroundsKind.NoStorage))),
        new("test-map: another answer", 10, HasOtherAnswer),
        new("move", 40, t => t.Steps.Any(s => s is { Operation: Operation.Move, IsOk: true })),
        new("importer told to move", 30, t => t.Steps.Any(s => s.Result.Notified.Count > 0)),
        new("change of limits seen", 20, t => t.Steps.Any(s => s is { Operation: Operation.ChangeLimits, IsOk: true }
            && s.Before.Recomputed != s.After.Recomputed)),
        new("change of limits refused", 20, t => t.Steps.Any(s => s is { Operation: Operation.ChangeLimits, IsOk: false })),
        new("CPU reads past a stale cache", 5, t => new DataWrites(t).CpuReadsPastCache),
        new("device reads what the CPU wrote", 20, t => new DataWrites(t).DeviceReadsCpuWrite),
        new("concurrent", 60, t => t.Scenario.Steps.Any(step => step.Thread > 0)),
        new("before export", 30, t => t.Steps.Any(s => s.IsRefused(Errno.Enodev, GroundsKind.NotExported))),
        new("makes no sense", 300, t => t.Steps.Any(s => s.Result.Grounds is { } grounds && MakesNoSense(grounds.Kind))),
    ];

    private static bool AttachRefused(LifecycleTrace trace, Errno errno, GroundsKind kind) =>
        trace.Steps.Any(s => s.Operation is Operation.Attach && s.IsRefused(errno, kind));

    private static bool IsAttached(TracedStep step) => step is { Operation: Operation.Attach, IsOk: true };

    /// <summary>An attach while somebody maps.</summary>
    private static bool IsLate(TracedStep step) => step.Operation is Operation.Attach && Live(step.Before).Any();

    private static bool Mapped(LifecycleTrace trace, MappingKind kind) =>
        trace.Steps.Any(s => s is { Operation: Operation.Map, IsOk: true } && s.Result.Mapping?.Kind == kind);

    private static IEnumerable<AttachmentView> Live(BufferView view) => view.Attachments.Where(a => a.Mapping is not null);

    private static IEnumerable<string> Domains(BufferView view) => Live(view).Select(a => a.Mapping!.Domain).OfType<string>();

    private static bool HasTwice(BufferView view) =>
        view.Attachments.Select(a => a.Device).Distinct().Count() < view.Attachments.Count;

    /// <summary>The same question about a mapping, and two answers: whoever kept the first would be wrong.</summary>
    private static bool HasOtherAnswer(LifecycleTrace trace) => trace.Steps
        .Where(s => s.Operation is Operation.TestMap)
        .GroupBy(s => s.Operation)
        .Any(same => same.Select(s => s.Result).Distinct().Count() > 1);

    private static bool MakesNoSense(GroundsKind kind) => kind is GroundsKind.AlreadyExported or GroundsKind.NotAttached
        or GroundsKind.NotMapped or GroundsKind.NotPinned or GroundsKind.NoCpuAccess or GroundsKind.CpuAccessOpen
        or GroundsKind.Direction or GroundsKind.NothingToMove;
}
