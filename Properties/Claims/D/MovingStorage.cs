using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Properties.Claims.Evidence.Tiny;

namespace DmabufVerify.Properties.Claims.D;

/// <summary>Whether storage ever moves, given what importers do with their mappings.</summary>
internal static class MovingStorage
{
    private static readonly ImporterHabit[] Habits = Enum.GetValues<ImporterHabit>();

    public static IEnumerable<Claim> Claims { get; } =
    [
        ClaimKinds.ForAll(
            "D12.2",
            "Importers cache mappings or pin as long as they can: storage practically cannot move.",
            "all importers have mapped and unmapped: move succeeds <=> none caches, none pins",
            VerdictKind.Proved,
            "all sets of one to three importers of four habits, 84 of them, with free memory at hand",
            MoveAgainstHabit),
    ];

    private static Found? MoveAgainstHabit(ClaimContext context) => (
        from importers in Sets(1).Concat(Sets(2)).Concat(Sets(3))
        let history = History(importers)
        let moved = context.Errnos(history)[^1] == Errno.Ok
        where moved == importers.Any(h => h is ImporterHabit.CachesMapping or ImporterHabit.Pins)
        select new Found(moved ? "moved" : "did not move", history)).FirstOrDefault();

    private static IEnumerable<ImporterHabit[]> Sets(int importers) => importers == 0
        ? [[]]
        : Sets(importers - 1).SelectMany(set => Habits.Select(habit => (ImporterHabit[])[.. set, habit]));

    private static Scenario History(ImporterHabit[] importers)
    {
        Device[] devices = [.. importers.Select((habit, i) => Device($"d{i}") with { Importer = habit })];
        Operation[] used = [.. devices.SelectMany(d => (Operation[])[Attach(d.Name), Map(d.Name), new Operation.Unmap(d.Name)])];
        return new Scenario
        {
            BufferSizeBytes = Page,
            Memory = [new MemoryExtent(new PfnRun(0, 1), "here"), new MemoryExtent(new PfnRun(8, 1), "there")],
            Exporter = Exporter.Default with { IsMovable = true },
            Devices = [.. devices],
        }.Doing([.. used, new Operation.Move()]);
    }
}
