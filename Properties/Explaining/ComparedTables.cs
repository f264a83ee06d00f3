using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining;

/// <summary>One question's table as the specification and as another voter builds it.</summary>
internal static class ComparedTables
{
    /// <summary>Lanes of one table where the two agree, of both where they do not.</summary>
    public static IEnumerable<DrawingLane> Lanes(TableQuestion part, Voters voters, string? suspect)
    {
        (string name, TableWanted? other, bool isKnown) = Other(part, voters, suspect);
        if (!IsWalkable(part))
        {
            return LayoutDrawing.LanesOf(part, other);
        }

        TableWanted? spec = Guarded(part, voters.Spec);
        if (!isKnown || (spec is null ? other is null : spec.IsSameTable(other)))
        {
            return LayoutDrawing.LanesOf(part, spec);
        }

        ulong differs = FirstDifference(spec, other);
        return
        [
            .. LayoutDrawing.LanesOf(part, spec).Select(lane => lane with { Voter = voters.Spec.Name }),
            .. LayoutDrawing.LanesOf(part, other).Select(lane => lane with { Voter = name, DiffersAtBytes = differs }),
        ];
    }

    private static (string Name, TableWanted? Table, bool IsKnown) Other(TableQuestion part, Voters voters, string? suspect)
    {
        if (voters.Solver is not { } solver || solver.Name != suspect)
        {
            return (voters.Optimised.Name, Guarded(part, voters.Optimised), true);
        }

        // A solver shows no table longer than is worth listing, and none for the kernel's joins that the rules do not build themselves.
        SegmentTable? witness = solver.Explain(part).Witness;
        return (solver.Name, witness is null ? null : new TableWanted(witness.Segments, (ulong)witness.Segments.Count), witness is not null);
    }

    /// <summary>A voter under suspicion may throw; then it has no table.</summary>
    private static TableWanted? Guarded(TableQuestion part, IRules rules)
    {
        try
        {
            return TableWanted.Of(part, rules);
        }
        catch (Exception e) when (Examination.IsVotersFault(e))
        {
            return null;
        }
    }

    /// <summary>Whether the specification can build the table in a moment.</summary>
    private static bool IsWalkable(TableQuestion part) => part switch
    {
        LayoutQuestion q => q.Buffer.UsedPages <= Pages.Max,
        IommuQuestion q => q.Buffer.UsedPages <= Pages.Max && KernelJoin.MostEntries(q.Buffer) <= KernelJoin.MaxEntries,
        _ => false,
    };

    private static ulong FirstDifference(TableWanted? one, TableWanted? other)
    {
        ulong done = 0;
        foreach ((Segment a, Segment b) in (one?.Segments ?? []).Zip(other?.Segments ?? []))
        {
            if (a != b)
            {
                return a.AddressBytes == b.AddressBytes ? done + Math.Min(a.LengthBytes, b.LengthBytes) : done;
            }

            done += a.LengthBytes;
        }

        return done;
    }
}
