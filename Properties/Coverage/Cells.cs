using System.Collections.Immutable;

namespace DmabufVerify.Properties.Coverage;

/// <summary>The kinds of cases without which a pass would say little.</summary>
public static class Cells
{
    /// <summary>In the order in which reports list them: those of questions, then those of histories.</summary>
    public static ImmutableArray<Cell> All { get; } = [.. TableCells.All, .. LifecycleCells.All];
}
