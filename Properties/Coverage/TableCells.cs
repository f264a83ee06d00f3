using System.Collections.Immutable;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Coverage;

/// <summary>The kinds of questions without which a pass would say little.</summary>
public static class TableCells
{
    /// <summary>In the order in which reports list them.</summary>
    public static ImmutableArray<TableCell> All { get; } =
    [
        new("sat", 100, f => f.Verdict == Verdict.Sat),
        new("unsat: count x size", 5, f => f.IsTooSmall),
        new("unsat: boundary", 2, f => f.IsCutByBoundary),
        new("unsat: reach", 20, f => f.IsRefusedBy(LimitKind.AddressMask)),
        new("unsat: alignment", 5, f => f.IsRefusedBy(LimitKind.VirtBoundaryMask) || f.IsRefusedBy(LimitKind.MinAlignMask)),
        new("unsat: contiguity", 10, f => f.IsNotContiguous),
        new("barely sat (slack 0)", 20, f => f.IsBarelySat),
        new("barely unsat (slack 1)", 10, f => f.IsBarelyUnsat),
        new("shared unsat, tailored sat", 2, f => f.IsOnlyTailored),
        new("offset zero", 100, f => f.Scenario.Layout is { OffsetBytes: 0 }),
        new("offset nonzero", 50, f => f.Scenario.Layout is { OffsetBytes: > 0 }),
        new("one run", 50, f => f.Runs == 1 && f.Pages > 1),
        new("some runs", 100, f => f.Runs > 1 && (ulong)f.Runs < f.Pages),
        new("one page a run", 20, f => f.Runs > 1 && (ulong)f.Runs == f.Pages),
        new("no layout", 30, f => f.Scenario is { Layout: null, Memory.Count: 0 }),
        new("with IOMMU", 100, f => f.Scenario.Devices.Any(d => d.Iommu is not null)),
        new("without IOMMU", 100, f => f.Scenario.Devices.Any(d => d.Iommu is null)),
        new("bus offsets", 20, f => f.Scenario.Devices.Any(d => d.BusOffsetBytes != 0)),
        new("a default bites", 5, f => f.RestsOnDefault),
        .. BounceCells.All,
        .. PlacementCells.All,
    ];
}
