using System.Collections.Immutable;
using DmabufVerify.Properties.Laws.Attach;
using DmabufVerify.Properties.Laws.Bounce;
using DmabufVerify.Properties.Laws.Capacity;
using DmabufVerify.Properties.Laws.Coherency;
using DmabufVerify.Properties.Laws.Engine;
using DmabufVerify.Properties.Laws.Input;
using DmabufVerify.Properties.Laws.Iommu;
using DmabufVerify.Properties.Laws.Map;
using DmabufVerify.Properties.Laws.Merge;
using DmabufVerify.Properties.Laws.Move;
using DmabufVerify.Properties.Laws.Optimised;
using DmabufVerify.Properties.Laws.Placement;
using DmabufVerify.Properties.Laws.Solver;
using DmabufVerify.Properties.Laws.StoredConstraints;
using DmabufVerify.Properties.Laws.Table;
using DmabufVerify.Properties.Laws.TestMap;

namespace DmabufVerify.Properties.Laws;

/// <summary>Every law there is; a test compares the list with the classes and with README.</summary>
public static class AllLaws
{
    /// <summary>In the order in which reports list them.</summary>
    public static ImmutableArray<Law> List { get; } =
    [
        MergeCommutes.Law,
        MergeAssociates.Law,
        MergeIdempotent.Law,
        MergeIdentity.Law,
        MergeOnlyTightens.Law,
        MergeDetachEqualsNeverAttached.Law,
        TableCoversExactly.Law,
        TableWithinLimits.Law,
        TableFewest.Law,
        TableGreedyIsOptimal.Law,
        TableClosedForm.Law,
        TablePermutationOfDevices.Law,
        TableSharedIsMerged.Law,
        TableSharedImpliesTailored.Law,
        CapacityCountTimesSize.Law,
        CapacityMonotone.Law,
        CapacityClosedForm.Law,
        IommuJoinKeepsLimits.Law,
        IommuJoinKeepsBytes.Law,
        OptimisedEqualsSpec.Law,
        OptimisedPagesEqualRuns.Law,
        PlacementSpecAgreesWithSolver.Law,
        PlacementWitnessReplays.Law,
        PlacementCoreIsMinimal.Law,
        PlacementRelaxationSuffices.Law,
        PlacementStorageReplays.Law,
        PlacementVotersAgree.Law,
        PlacementMoreMemoryHelps.Law,
        PlacementHeapsAreKept.Law,
        BounceOnlyHelps.Law,
        BounceCopiesFit.Law,
        SolverCrossCheck.Law,
        AttachAtomic.Law,
        AttachEverybodyIsServed.Law,
        AttachSaysWhat.Law,
        AttachConflictIsMinimal.Law,
        AttachOrderIndependent.Law,
        ConstraintsStoredEqualsRecomputed.Law,
        ConstraintsRecalcRepairs.Law,
        ConstraintsAreMerged.Law,
        MapTableFitsImporter.Law,
        MapDomainsAreSeparate.Law,
        MapZeroCopyHonoured.Law,
        MapLiveNeverChanges.Law,
        TestMapPredicts.Law,
        TestMapPure.Law,
        MoveNeverUnderPin.Law,
        CoherencySameView.Law,
        CoherencyFlushesBounded.Law,
        CoherencyNoDirtyLoss.Law,
        EngineEqualsSpec.Law,
        EngineLinearizable.Law,
        ScenarioRoundTrips.Law,
        ScenarioRejectsByName.Law,
    ];

    /// <summary>The one of a name, or <see langword="null"/>.</summary>
    public static Law? Named(string name) => List.FirstOrDefault(law => law.Name == name);
}
