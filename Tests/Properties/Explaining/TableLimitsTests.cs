using DmabufVerify.Optimised;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Explaining;

/// <summary>The places that pictures mark are those that the specification finds, page by page.</summary>
public sealed class TableLimitsTests
{
    private static readonly (LimitKind Kind, TableFault Fault)[] Rules =
    [
        (LimitKind.MaxSegmentSize, TableFault.Size),
        (LimitKind.SegmentBoundaryMask, TableFault.Boundary),
        (LimitKind.VirtBoundaryMask, TableFault.Gap),
        (LimitKind.AddressMask, TableFault.Reach),
        (LimitKind.MaxSegmentCount, TableFault.Count),
    ];

    /// <summary>Tables cut for nobody, or for one judge alone, break the others' limits often enough.</summary>
    [Fact]
    public void A_limit_is_marked_as_broken_where_the_specification_finds_it_broken()
    {
        var generator = new ScenarioGenerator(GeneratorSettings.Default, RealData.Shipped);
        int[] broken = new int[Rules.Length];
        for (ulong seed = 1; seed <= 3000; seed++)
        {
            Scenario scenario = generator.Draw(seed % 2 == 0 ? Regime.Plausible : Regime.Wild, seed);
            foreach (LayoutQuestion q in Question.Of(scenario).Parts.OfType<LayoutQuestion>().Where(q => q.Buffer.UsedPages <= 512))
            {
                var pages = new Pages(q.Buffer);
                foreach (Judge judge in q.Judges)
                {
                    foreach (SegmentTable table in Tables(q, judge))
                    {
                        Compare(table, pages, judge, broken);
                    }
                }
            }
        }

        Assert.All(broken, times => Assert.InRange(times, 20, int.MaxValue));
    }

    private static IEnumerable<SegmentTable> Tables(LayoutQuestion q, Judge judge)
    {
        Judge nobody = judge with { Limits = ResolvedLimits.Unlimited, BusOffsetBytes = 0 };
        SegmentTable? own = new OptimisedVoter().Table(q.Buffer, [judge with { Limits = judge.Limits.Without(LimitKind.AddressMask) }], 512);
        return new[] { new OptimisedVoter().Table(q.Buffer, [nobody], 512), own }.OfType<SegmentTable>();
    }

    private static void Compare(SegmentTable table, Pages pages, Judge judge, int[] broken)
    {
        ulong done = 0;
        var segments = new List<Stretch>();
        foreach (Segment s in table.Segments)
        {
            segments.Add(new Stretch(done, s.LengthBytes, (Int128)s.AddressBytes - judge.BusOffsetBytes));
            done += s.LengthBytes;
        }

        var limits = new TableLimits(pages.Buffer.PageSize, [.. segments], [.. segments], (ulong)segments.Count, [judge], judge.BusOffsetBytes);
        Offence[] found = [.. limits.Offences(judge)];
        for (int i = 0; i < Rules.Length; i++)
        {
            (LimitKind kind, TableFault fault) = Rules[i];
            Judge only = judge with { Limits = ResolvedLimits.Unlimited.With(kind, judge.Limits[kind]) };
            TableProblem? problem = Validity.FirstProblem(table, pages, [only], withCount: true);
            if (kind != LimitKind.AddressMask && problem is { Fault: TableFault.Reach })
            {
                // A bus address below zero is out of reach whatever the mask says, and hides what comes later.
                continue;
            }

            TableProblem? expected = problem?.Fault == fault ? problem : null;
            Offence? actual = found.SingleOrDefault(o => o.Limit.Limit == kind);
            Assert.Equal(expected is null, actual is null);
            if (expected is not null && kind != LimitKind.MaxSegmentCount)
            {
                Assert.Equal(expected.SegmentIndex + 1, actual!.Segment);
            }

            broken[i] += expected is null ? 0 : 1;
        }
    }
}
