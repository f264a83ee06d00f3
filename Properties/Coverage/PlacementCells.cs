using System.Collections.Immutable;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Coverage;

/// <summary>The kinds of placements without which a pass of their laws would say little.</summary>
public static class PlacementCells
{
    /// <summary>In the order in which reports list them, after the kinds of other questions.</summary>
    public static ImmutableArray<TableCell> All { get; } =
    [
        Cell("sat", 10, p => p.Verdict == Verdict.Sat),
        Cell("sat, fragmented", 2, p => p.IsFragmented),
        Cell("unsat: count x size", 1, p => p.IsTooSmall),
        Cell("unsat: boundary", 1, p => p.Has(LimitKind.SegmentBoundaryMask)),
        Cell("unsat: reach", 2, p => p.Has(LimitKind.AddressMask)),
        Cell("unsat: gap", 1, p => p.Has(LimitKind.VirtBoundaryMask)),
        Cell("unsat: contiguity", 1, p => p.IsNotContiguous),
        Cell("unsat: heaps", 1, p => p.IsShortOfHeaps),
        Cell("unsat: memory", 0.5, p => p is { Verdict: Verdict.Unsat, IsSmall: true, CoreDevices: 0 }),
        Cell("core of one device", 2, p => p.CoreDevices == 1),
        Cell("core of two devices", 0.5, p => p.CoreDevices == 2),
        Cell("one limit fixes it", 2, p => p.IsFixedByOneLimit == true),
        Cell("no one limit fixes it", 0.5, p => p.IsFixedByOneLimit == false),
        Cell("sat only by bounce", 0.5, p => p.IsOnlyByBouncing),
        Cell("kernel join over found storage", 0.5, p => p.IsJoined),
    ];

    private static TableCell Cell(string name, double leastPerMille, Func<PlacementFeatures, bool> contains) =>
        new($"placement {name}", leastPerMille, f => f.Placement is { } placement && contains(placement));
}
