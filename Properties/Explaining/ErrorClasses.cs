using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining;

/// <summary>Which kind of mistake a finding is, from the law, the conjunct of it that broke, and the votes; and the kinds in words.</summary>
public static class ErrorClasses
{
    /// <summary>The kind of a finding's mistake.</summary>
    public static ErrorClass Of(Finding finding) => Of(finding.Law, finding.Violation.Conjunct, finding.Ballots);

    /// <summary>The kind of mistake of a broken conjunct. Throws for a law that is not in <see cref="AllLaws"/>.</summary>
    public static ErrorClass Of(Law law, string conjunct, ValueList<Ballot> ballots) => conjunct == Examination.NoVoterThrows
        ? ErrorClass.Throws
        : law.Name switch
        {
            "Merge.Commutes" or "Merge.Associates" or "Merge.Idempotent" or "Merge.Identity" or "Merge.OnlyTightens"
                or "Merge.DetachEqualsNeverAttached" => ErrorClass.WrongMerge,
            "Table.CoversExactly" or "Table.WithinLimits" or "Iommu.JoinKeepsLimits" or "Iommu.JoinKeepsBytes"
                or "Optimised.PagesEqualRuns" or "Bounce.CopiesFit" => ErrorClass.WrongTable,
            "Table.Fewest" or "Table.GreedyIsOptimal" or "Table.ClosedForm" or "Table.PermutationOfDevices" or "Table.SharedIsMerged"
                or "Table.SharedImpliesTailored" or "Capacity.CountTimesSizeIsNecessary" => ByVotes(ballots),
            "Capacity.Monotone" or "Capacity.ClosedForm" => ErrorClass.WrongCapacity,
            "Optimised.EqualsSpec" => OfAnswer(conjunct, ballots),
            "Placement.SpecAgreesWithSolver" or "Placement.VotersAgree" or "Placement.MoreMemoryHelps" or "Bounce.OnlyHelps"
                or "Solver.CrossCheck" => ByVotes(ballots),
            "Placement.WitnessReplays" or "Placement.StorageReplays" or "Placement.HeapsAreKept" => ErrorClass.WrongStorage,
            "Placement.CoreIsMinimal" or "Placement.RelaxationSuffices" or "Attach.ConflictIsMinimal" => ErrorClass.WrongReason,
            "Attach.Atomic" or "Map.LiveNeverChanges" or "TestMap.Pure" or "Move.NeverUnderPin" => ErrorClass.WrongState,
            "Attach.EverybodyIsServed" or "Attach.OrderIndependent" => ErrorClass.WrongRefusal,
            "Attach.SaysWhat" => ErrorClass.WrongReason,
            "Constraints.StoredEqualsRecomputed" or "Constraints.RecalcRepairs" or "Constraints.AreMerged" => ErrorClass.WrongConstraints,
            "Map.TableFitsImporter" or "Map.DomainsAreSeparate" or "Map.ZeroCopyHonoured" => ErrorClass.WrongMapping,
            "TestMap.Predicts" => ErrorClass.WrongPrediction,
            "Coherency.SameView" or "Coherency.NoDirtyLoss" => ErrorClass.LostData,
            "Coherency.FlushesBounded" => ErrorClass.NeedlessFlushes,
            "Engine.EqualsSpec" => OfStep(conjunct),
            "Engine.Linearizable" => conjunct == "the threads go on" ? ErrorClass.Deadlock : ErrorClass.Race,
            "Scenario.RoundTrips" or "Scenario.RejectsByName" => ErrorClass.WrongInput,
            _ => throw new ArgumentOutOfRangeException(nameof(law), law.Name, "a law without a class of error"),
        };

    /// <summary>As a heading says it.</summary>
    public static string InWords(this ErrorClass error) => error switch
    {
        ErrorClass.WrongVerdict => "wrong verdict",
        ErrorClass.TooFewSegments => "too few segments",
        ErrorClass.TooManySegments => "too many segments",
        ErrorClass.WrongTable => "wrong table",
        ErrorClass.WrongStorage => "wrong storage",
        ErrorClass.WrongCapacity => "wrong capacity",
        ErrorClass.WrongMerge => "wrong merge",
        ErrorClass.WrongReason => "wrong reason",
        ErrorClass.WrongRefusal => "wrongly refused or let through",
        ErrorClass.WrongConstraints => "wrong constraints",
        ErrorClass.WrongMapping => "wrong table given by map",
        ErrorClass.WrongState => "wrong state",
        ErrorClass.WrongPrediction => "wrong prediction",
        ErrorClass.LostData => "lost data",
        ErrorClass.NeedlessFlushes => "needless flushes",
        ErrorClass.Race => "race",
        ErrorClass.Deadlock => "deadlock",
        ErrorClass.WrongInput => "wrong input accepted or good input refused",
        ErrorClass.Throws => "throws",
        _ => throw new ArgumentOutOfRangeException(nameof(error)),
    };

    private static ErrorClass OfAnswer(string conjunct, ValueList<Ballot> ballots) => conjunct switch
    {
        "merge" => ErrorClass.WrongMerge,
        "table" or "joined table" => ErrorClass.WrongTable,
        "capacity" or "capacity answered" or "longest prefix" => ErrorClass.WrongCapacity,
        _ => ByVotes(ballots),
    };

    private static ErrorClass OfStep(string conjunct) => conjunct switch
    {
        "equal errno" or "equal attachment" or "equal attachments" => ErrorClass.WrongRefusal,
        "equal grounds" => ErrorClass.WrongReason,
        "equal mapping" => ErrorClass.WrongMapping,
        "equal constraints" or "equal stored constraints" or "equal recomputed constraints" or "equal what hooks saw" =>
            ErrorClass.WrongConstraints,
        _ => ErrorClass.WrongState,
    };

    /// <summary>
    /// Votes that differ in the number of segments tell too few from too many only where a majority says who is wrong; else that the verdict is wrong
    /// is all that can be told.
    /// </summary>
    private static ErrorClass ByVotes(ValueList<Ballot> ballots)
    {
        foreach (Ballot ballot in ballots.Where(b => b.OddOneOut is not null))
        {
            TableVote odd = ballot.Votes.First(v => v.Voter == ballot.OddOneOut).Vote;
            TableVote other = ballot.Votes.First(v => v.Voter != ballot.OddOneOut && v.Vote.Verdict != Verdict.Unknown).Vote;
            if (odd.Verdict == other.Verdict && odd.FewestSegments is { } said && other.FewestSegments is { } right)
            {
                return said < right ? ErrorClass.TooFewSegments : ErrorClass.TooManySegments;
            }
        }

        return ErrorClass.WrongVerdict;
    }
}
