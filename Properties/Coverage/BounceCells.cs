using System.Collections.Immutable;

namespace DmabufVerify.Properties.Coverage;

/// <summary>What has to have happened to devices that may bounce.</summary>
public static class BounceCells
{
    /// <summary>In the order in which reports list them.</summary>
    public static ImmutableArray<TableCell> All { get; } =
    [
        new("bounce: needed", 5, f => f.Bounce.IsNeeded),
        new("bounce: needed and too long", 1, f => f.Bounce.IsTooLong),
        new("bounce: no place in the pool", 2, f => f.Bounce.HasNoPlace),
    ];
}
