using System.Collections.Immutable;
using DmabufVerify.Properties.Laws.StoredConstraints;
using DmabufVerify.Published;

namespace DmabufVerify.Properties.Faults;

/// <summary>
/// Each defect of the patches by itself, in the engine's place; and the published code without any, in which nothing may be found.
/// </summary>
public static class PublishedFaults
{
    /// <summary>In the thread's order.</summary>
    public static ImmutableArray<SeededFault> All { get; } =
        [.. DefectNotes.All.Where(note => note.Switch is not null).Select(Of)];

    /// <summary>All switches off.</summary>
    public static SeededFault None { get; } = With("published.none", "does what it should", Defects.None, "");

    private static SeededFault Of(DefectNote note) => With($"published.{note.Number}", note.What, note.Smallest, note.Source) with
    {
        // Beside another defect it only keeps a recalculation from mending what that one broke.
        Law = note.Companion is null ? null : ConstraintsRecalcRepairs.Law.Name,
    };

    private static SeededFault With(string name, string description, Defects defects, string source) =>
        new(name, "optimised", description, voters => voters with { Optimised = new PublishedRules(voters.Optimised, defects) })
        {
            Source = source,
        };
}
