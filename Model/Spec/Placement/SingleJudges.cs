using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Placement;

/// <summary>Those who must each be served for all of them to be: what each needs is necessary, and not enough.</summary>
internal static class SingleJudges
{
    /// <summary>
    /// With one table for judges that see the same addresses, one judge with the merged limits, under the name of who allows the fewest
    /// segments; every judge otherwise.
    /// </summary>
    public static IEnumerable<Judge> Of(PlacementQuestion question)
    {
        ValueList<Judge> judges = question.Judges;
        return judges.Count > 0 && question.Mode == SharingMode.Shared && judges.All(j => j.BusOffsetBytes == judges[0].BusOffsetBytes)
            ? [judges.MinBy(j => j.Limits.MaxSegmentCount)! with { Limits = Merging.Merge([.. judges.Select(j => j.Limits)]) }]
            : judges;
    }

    /// <summary>
    /// The judge that can hold the fewest bytes of these pages, when that is less than the buffer: the largest segments together are not
    /// enough. A gap mask is set aside, as it only makes it less. <see langword="null"/> when each alone can hold it so.
    /// </summary>
    public static Judge? TooTight(PlacementQuestion question, ValueList<PfnRun> usable)
    {
        UInt128 needed = (UInt128)question.Pages * question.PageSize.Bytes;
        return Of(question).MinBy(judge => Holds(question, usable, judge)) is { } tightest && Holds(question, usable, tightest) < needed
            ? tightest
            : null;
    }

    private static UInt128 Holds(PlacementQuestion question, ValueList<PfnRun> usable, Judge judge)
    {
        Int128 page = question.PageSize.Bytes;
        return CapacityByPieces.Bytes(question.PageSize, judge, usable.Select(run => new Reach.Range(
            (UInt128)((run.FirstPfn * page) - judge.BusOffsetBytes), (UInt128)((run.EndPfn * page) - judge.BusOffsetBytes))));
    }
}
