using System.Collections.Immutable;

namespace DmabufVerify.Properties.Faults;

/// <summary>Every defect that can be planted, by name.</summary>
public static class AllFaults
{
    /// <summary>Those of voters on tables, of the second solver, of what voters are asked, of the engine, of the published patches.</summary>
    public static ImmutableArray<SeededFault> List { get; } =
        [.. SeededFaults.All, .. SecondSolverFaults.All, .. AskingFaults.All, .. EngineFaults.All, .. PublishedFaults.All];

    /// <summary>The one of a name, or <see langword="null"/>.</summary>
    public static SeededFault? Named(string name) => List.FirstOrDefault(fault => fault.Name == name);
}
