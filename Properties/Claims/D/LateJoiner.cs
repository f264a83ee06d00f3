using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Properties.Laws.Attach;
using DmabufVerify.Properties.Laws.Map;
using DmabufVerify.Properties.Laws.Move;
using DmabufVerify.Published;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Properties.Claims.Evidence.Tiny;

namespace DmabufVerify.Properties.Claims.D;

/// <summary>Somebody with tighter limits joins when the storage is there already, and perhaps in use.</summary>
internal static class LateJoiner
{
    /// <summary>A takes anything and has the scattered buffer mapped; B takes one piece.</summary>
    internal static Scenario TooLate { get; } =
        Over(Pages(0, 2), Device("A"), Device("B", count: 1)).Doing(Attach("A"), Map("A"), Attach("B"));

    /// <summary>As above, with free memory in one piece, an exporter who can move and an importer who lets go.</summary>
    private static Scenario InTime { get; } = TooLate with
    {
        Memory = [new MemoryExtent(new PfnRun(8, 8), MemoryExtent.DefaultHeap)],
        Exporter = Exporter.Default with { IsMovable = true },
        Devices = [TooLate.Devices[0] with { Importer = ImporterHabit.MovesOnNotice }, TooLate.Devices[1]],
    };

    public static IEnumerable<Claim> Claims { get; } =
    [
        ClaimKinds.Exists(
            "D5.1",
            "Y has mapped, then Z attaches with limits that are tighter: nothing in the patches looks at the storage.",
            "there is a history: attach(v3, Z) succeeds though no table over the storage is Z's",
            VerdictKind.Proved,
            "two devices over two pages",
            context => PublishedCode.Shows(
                context, Defect.F15, TooLate, model: Errno.Ebusy, published: Errno.Ok, "the published code lets the late-comer in; the model says EBUSY")),
        ClaimKinds.Exists(
            "D5.2",
            "An exporter that caches its table shows neither the new limits to anybody nor a new table.",
            "there is a history: map(v3, Z) is a table that is not Z's, and attach(Z) succeeds where each has its own",
            VerdictKind.Proved,
            "two devices over two pages",
            CachedTable),
        ClaimKinds.ByLaw("D5.3", "It has to be decided whether a tighter device is refused while others are attached: exactly when the storage does not serve it.", LateLaws.KeptExactlyIfServed),
        ClaimKinds.NotCheckable("D5.4", "Sequences of use should be gone through when an API is extended.", "a way of working; every history of this project is one such sequence"),
        ClaimKinds.NotCheckable("D5.5", "Comments are not in the form that the kernel's documentation takes.", "a matter of form"),
        ClaimKinds.ForAll(
            "D6.1",
            "The exporter can decide in its attach hook, from the constraints.",
            "constraints can be read inside hooks, in v3",
            VerdictKind.Refuted,
            "one device",
            context => PublishedCode.Shows(
                context,
                Defect.F4,
                Over(Pages(0), Device("d")) with { Exporter = Exporter.Default with { HooksReadConstraints = true }, Steps = [new Step(Attach("d"))] },
                model: Errno.Ok,
                published: Errno.Edeadlk,
                "reading them takes the lock under which the hook runs")),
        ClaimKinds.ByLaw("D7.1", "Storage cannot move under an importer that may be using it.", MoveNeverUnderPin.Law),
        ClaimKinds.Exists(
            "D8.1a",
            "Importers that map around each use leave moments at which storage can move.",
            "there is a history: map(A), unmap(A), move succeeds",
            VerdictKind.Proved,
            "one importer",
            MovesBetweenUses),
        ClaimKinds.NotCheckable("D8.1b", "In practice hardly any importer does so.", "a survey of the drivers of 2015; D12.2 is what follows from it"),
        ClaimKinds.ByLaw("D8.2", "A tighter late-comer whom the storage cannot serve gets EBUSY, if some other storage could.", LateLaws.BusyIfNotServed),
        ClaimKinds.ByLaw("D9.3", "Every union by which the buffer cannot be represented is refused from the start.", AttachEverybodyIsServed.Law),
        ClaimKinds.Exists(
            "D10.4",
            "Only the exporter can tell that storage exists that does not suit: the constraints do not say it.",
            "there are histories with equal constraints before attach(B): one succeeds, one is EBUSY",
            VerdictKind.Proved,
            "two storages of two pages",
            SameConstraints),
        ClaimKinds.Exists(
            "D11.3",
            "A GPU allocates, a display imports, and the storage becomes contiguous at that moment.",
            "there is a history: map(A) scattered, attach(B) moves, map(B) is one segment",
            VerdictKind.Proved,
            "an exporter that can move and an importer that lets go",
            context => context.Errnos(InTime) is [.., Errno.Ok] ? new Found("the importer is told, the storage moves, and both are served", InTime) : null),
        ClaimKinds.ByLaw("D36.2", "A less restrictive attachment has a live mapping when a more restrictive one arrives: it must not change under its importer.", MapLiveNeverChanges.Law),
    ];

    private static Found? CachedTable(ClaimContext context)
    {
        Scenario own = Over(Pages(0, 1), Device("A"), Device("B", size: Page))
            .Doing(Attach("A"), Map("A"), new Operation.Unmap("A"), Attach("B"), Map("B"));
        Scenario cached = own with { Exporter = Exporter.Default with { Tables = ExporterTables.Cached } };
        ulong longest = PublishedCode.Last(context, Defect.F16, cached).Mapping?.Table.Segments.Max(s => s.LengthBytes) ?? 0;
        return context.Errnos(own) is [.., Errno.Ok] && longest > Page
            ? new Found($"A's one segment of {longest} bytes was cached and is handed to B, which takes segments of {Page}", cached, nameof(Defect.F16))
            : null;
    }

    private static Found? MovesBetweenUses(ClaimContext context)
    {
        Scenario history = InTime.With(Device("A")).Doing(Attach("A"), Map("A"), new Operation.Move(), new Operation.Unmap("A"), new Operation.Move());
        return context.Errnos(history) is [.., Errno.Ebusy, Errno.Ok, Errno.Ok] ? new Found("EBUSY while mapped, done afterwards", history) : null;
    }

    private static Found? SameConstraints(ClaimContext context)
    {
        Scenario inOnePiece = TooLate with { Layout = Pages(0, 1) };
        return context.Errnos(TooLate) is [.., Errno.Ebusy] && context.Errnos(inOnePiece) is [.., Errno.Ok]
            ? new Found("A is unlimited in both; over pages 0 and 1 B joins, over pages 0 and 2 it does not", TooLate)
            : null;
    }
}
