using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining;

/// <summary>
/// A picture of a buffer as plain numbers: its storage and the tables over it, all in the buffer's own order, so that what is above each
/// other is the same bytes. Who draws it only scales.
/// </summary>
/// <param name="PageSize">Unit of the storage.</param>
/// <param name="SizeBytes">Bytes of the buffer.</param>
/// <param name="Runs">Maximal runs of the used pages, in physical addresses, from the buffer's first byte to its last.</param>
/// <param name="Lanes">The tables, in the order of the question.</param>
public sealed record LayoutDrawing(PageSize PageSize, ulong SizeBytes, ValueList<Stretch> Runs, ValueList<DrawingLane> Lanes)
{
    /// <summary>Segments of a lane that are listed; nobody looks at more.</summary>
    public const int MaxSegments = 1 << 14;

    /// <summary>The picture of a question; <see langword="null"/> where there is no storage to draw.</summary>
    /// <param name="scenario">What is asked.</param>
    /// <param name="rules">Who builds the tables.</param>
    public static LayoutDrawing? Of(Scenario scenario, IRules rules) => Draw(
        scenario,
        question => question.Parts.Select(part => Drawable(part, rules)).SelectMany(part => LanesOf(part, TableWanted.Of(part, rules))));

    /// <summary>The picture of a decision, over the storage given or found.</summary>
    public static LayoutDrawing? Of(Decision decision, IRules rules) => decision.Storage is { } found
        ? Of(FoundStorage.Placed(decision.Scenario, found.Storage), rules)
        : Of(decision.Scenario, rules);

    /// <summary>
    /// The picture of a scenario over which voters disagree: a table that another voter builds differently from the specification is drawn
    /// twice, as each of them says.
    /// </summary>
    /// <param name="scenario">What was asked.</param>
    /// <param name="voters">Who was asked.</param>
    /// <param name="suspect">Who is wrong, if it is known; the solver's table is drawn only when it is the suspect.</param>
    public static LayoutDrawing? Of(Scenario scenario, Voters voters, string? suspect) =>
        Draw(scenario, question => question.Parts.SelectMany(part => ComparedTables.Lanes(Drawable(part, voters.Spec), voters, suspect)));

    private static TableQuestion Drawable(TableQuestion part, IRules rules) => part is BounceQuestion q ? CopiedTable.Of(q, rules) : part;

    /// <summary>A table in the addresses of each device that uses it.</summary>
    internal static IEnumerable<DrawingLane> LanesOf(TableQuestion part, TableWanted? table) => part switch
    {
        LayoutQuestion q => q.Judges.GroupBy(j => j.BusOffsetBytes).Select(same => LaneOf.Direct(q, [.. same], table)),
        IommuQuestion q => [LaneOf.BehindIommu(q, table)],
        _ => [],
    };

    private static LayoutDrawing? Draw(Scenario scenario, Func<Question, IEnumerable<DrawingLane>> lanes)
    {
        if (scenario is not { Layout: { } layout, Steps.Count: 0 })
        {
            return null;
        }

        var buffer = new PagedBuffer(scenario.PageSize, layout, scenario.BufferSizeBytes);
        return new LayoutDrawing(scenario.PageSize, scenario.BufferSizeBytes, UsedRuns(buffer), [.. lanes(Question.Of(scenario))]);
    }

    /// <summary>The buffer as maximal runs.</summary>
    internal static ValueList<Stretch> UsedRuns(PagedBuffer buffer)
    {
        var runs = new List<Stretch>();
        ulong done = 0;
        ulong offset = buffer.Layout.OffsetBytes;
        foreach (PfnRun run in buffer.Layout.Runs)
        {
            if (done == buffer.SizeBytes)
            {
                break;
            }

            // A run may be all of memory, whose length has no 64 bits.
            UInt128 holds = ((UInt128)run.Pages << buffer.PageSize.Shift) - offset;
            ulong length = (ulong)UInt128.Min(holds, buffer.SizeBytes - done);
            var piece = new Stretch(done, length, ((Int128)run.FirstPfn << buffer.PageSize.Shift) + offset);
            if (runs is [.., var last] && last.EndAddressBytes == piece.AddressBytes)
            {
                runs[^1] = last with { LengthBytes = last.LengthBytes + length };
            }
            else
            {
                runs.Add(piece);
            }

            done += length;
            offset = 0;
        }

        return [.. runs];
    }
}
