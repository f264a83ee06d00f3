using DmabufVerify.Conformance.Questions;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Conformance.Drawing;

/// <summary>
/// The project's own histories, as far as their steps can be told to a kernel and an importer may ask them. In the place of some that cannot be told,
/// such as a question about constraints, a hook of the exporter begins or ceases to refuse.
/// </summary>
public static class LifecycleDraw
{
    /// <summary>One untold step in so many.</summary>
    private const int HooksOneIn = 5;

    /// <summary>Questions without end: the same seed gives the same.</summary>
    public static IEnumerable<LifecycleQuestion> From(ScenarioGenerator generator, ulong seed)
    {
        for (ulong i = 0; ; i++)
        {
            // Odd multiples of one number are distinct modulo 2^64.
            ulong own = unchecked(seed + (((2 * i) + 1) * 0x9e3779b97f4a7c15));
            if (Of(generator.Draw(Regime.Lifecycle, own), own) is { Steps.Count: > 0 } question)
            {
                yield return question;
            }
        }
    }

    private static LifecycleQuestion Of(Scenario scenario, ulong seed)
    {
        // Any mixing will do; a seeded Random is the same everywhere.
        var dice = new Random(unchecked((int)(seed ^ (seed >> 32))));
        ExporterKind kind = scenario.Exporter switch
        {
            { IsMovable: true } => dice.Next(2) == 0 ? ExporterKind.Moving : ExporterKind.Notice,
            { Tables: ExporterTables.Cached } => ExporterKind.Caching,
            _ => ExporterKind.Plain,
        };
        Device[] devices = [.. scenario.Devices.Take(DmaBufCore.MostDevices)];
        string importers = string.Concat(devices.Select(device => IsDynamic(device, kind) ? 'd' : 's'));
        var core = new DmaBufCore(kind, importers);
        var steps = new List<string>();
        foreach (Step step in scenario.Steps)
        {
            string? word = Word(step.Operation, name => Array.FindIndex(devices, device => device.Name == name), dice)
                ?? (dice.Next(HooksOneIn) == 0 ? Hook(dice, devices.Length) : null);
            if (word is not null && core.MayAsk(word))
            {
                core.Take(word);
                steps.Add(word);
            }
        }

        return new(kind, importers, [.. steps]);
    }

    /// <summary>Who keeps a mapping of storage that can move has to be told of it.</summary>
    private static bool IsDynamic(Device device, ExporterKind kind) =>
        device.Importer == ImporterHabit.MovesOnNotice || (kind.Moves() && device.Importer != ImporterHabit.MapsAroundUse);

    /// <summary><see langword="null"/> for what a kernel has no call for.</summary>
    private static string? Word(Operation operation, Func<string, int> number, Random dice) => operation switch
    {
        Operation.Attach o => $"a{number(o.Device)}",
        Operation.Detach o => $"d{number(o.Device)}",
        Operation.Map o => $"m{number(o.Device)}{Letter(o.Direction)}",
        Operation.Unmap o => $"u{number(o.Device)}",
        Operation.Pin o => $"p{number(o.Device)}",
        Operation.Unpin o => $"q{number(o.Device)}",
        Operation.Move => "v",
        Operation.BeginCpuAccess o => o.Writes ? "bw" : "br",
        Operation.EndCpuAccess => "e",
        Operation.ExporterRefuses o => $"{(o.Refuses ? 'r' : 'o')}{number(o.Device)}{"apmn"[dice.Next(4)]}",
        _ => null,
    };

    private static string Hook(Random dice, int devices) =>
        $"{(dice.Next(2) == 0 ? 'r' : 'o')}{(dice.Next(3) == 0 ? $"{"ce"[dice.Next(2)]}" : $"{dice.Next(devices)}{"apmn"[dice.Next(4)]}")}";

    private static char Letter(MapDirection direction) => direction switch
    {
        MapDirection.Bidirectional => 'b',
        MapDirection.ToDevice => 't',
        MapDirection.FromDevice => 'f',
        _ => throw new ArgumentOutOfRangeException(nameof(direction)),
    };
}
