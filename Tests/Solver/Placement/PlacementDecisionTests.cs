using DmabufVerify.Optimised;
using DmabufVerify.Solving;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Solving.Placement;

public class PlacementDecisionTests
{
    public static TheoryData<int, bool> Worlds => new() { { 20171, false }, { 20172, true } };

    [Theory]
    [MemberData(nameof(Worlds))]
    public void Agrees_with_every_list_of_pages(int seed, bool gaps)
    {
        int[] seen = new int[3];
        foreach (PlacementQuestion question in RandomPlacements.Tiny(seed, count: 1000, mostPages: 6, gaps))
        {
            bool exists = EveryPlacement.Exists(question);

            SolverReport report = Ask.Voter.Explain(question);

            Assert.True((exists ? Verdict.Sat : Verdict.Unsat) == report.Vote.Verdict, $"{exists}, but {report.Vote}: {question}");
            Assert.Equal(exists, report.Vote.Storage is not null);
            if (report.Vote.Storage is { } storage)
            {
                Assert.True(EveryPlacement.Serves(question, Pfns(storage)), $"{storage}: {question}");
            }

            seen[(int)report.Vote.Verdict]++;
        }

        Assert.True(seen[0] > 200 && seen[1] > 200, string.Join(' ', seen));
    }

    [Theory]
    [InlineData(nameof(PlacementShape.Bits), false)]
    [InlineData(nameof(PlacementShape.Bits), true)]
    [InlineData(nameof(PlacementShape.Extents), false)]
    [InlineData(nameof(PlacementShape.Extents), true)]
    [InlineData(nameof(PlacementShape.Cells), true)]
    public void No_encoding_is_wrong_where_it_decides(string encoding, bool gaps)
    {
        Assert.True(Z3Library.Status.IsAvailable, Z3Library.Status.Problem);
        PlacementShape shape = Enum.Parse<PlacementShape>(encoding);
        int[] seen = new int[3];
        foreach (PlacementQuestion any in RandomPlacements.Tiny(seed: 20173, count: 400, mostPages: 6, gaps))
        {
            PlacementQuestion question = any with
            {
                Mode = shape switch
                {
                    PlacementShape.Cells => SharingMode.Shared,
                    PlacementShape.Extents => SharingMode.Tailored,
                    _ => any.Mode,
                },
            };
            if (question.Judges.Count == 0 || question.Extents.Sum(e => (long)e.Pages) < (long)question.Pages)
            {
                continue;
            }

            SolverReport report = new PlacementDecision(new SolverOptions(), SolverSession.Current, question).Decide(shape);

            bool exists = EveryPlacement.Exists(question);
            Assert.True(
                report.Vote.Verdict == Verdict.Unknown ? gaps : exists == (report.Vote.Verdict == Verdict.Sat),
                $"{exists}, but {report.Vote}: {question}");
            seen[(int)report.Vote.Verdict]++;
        }

        Assert.True(seen[0] > 40 && seen[1] > 20 && seen[2] * 5 < seen.Sum(), string.Join(' ', seen));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public void Both_readings_agree_about_more_pages_than_can_be_tried(int judges)
    {
        int decided = 0;
        var random = new Random(20185);
        foreach (PlacementQuestion any in RandomPlacements.Tiny(seed: 20186, count: 60, mostPages: 20, gaps: false))
        {
            PlacementQuestion question = any with
            {
                Mode = SharingMode.Tailored,
                Judges = [.. RandomPlacements.Tiny(random.Next(), 40, 20, gaps: false)
                    .Where(q => q.PageSize == any.PageSize).SelectMany(q => q.Judges).Take(judges).Select((j, i) => j with
                    {
                        Device = $"d{i}",
                        Limits = j.Limits with { MaxSegmentCount = (ulong)random.Next(3, 12) },
                    })],
            };
            if (question.Extents.Sum(e => (long)e.Pages) < (long)question.Pages)
            {
                continue;
            }

            Verdict bits = By(PlacementShape.Bits, question);
            Verdict extents = By(PlacementShape.Extents, question);
            Assert.True(bits == extents || bits == Verdict.Unknown || extents == Verdict.Unknown, $"{bits} {extents}: {question}");
            decided += bits == extents ? 1 : 0;
        }

        Assert.True(decided > 15, $"{decided}");
    }

    [Theory]
    [InlineData(20421, false)]
    [InlineData(20422, true)]
    public void Agrees_with_the_optimised_voter_about_larger_memory(int seed, bool gaps)
    {
        int[] seen = new int[2];
        var optimised = new OptimisedVoter();
        var random = new Random(seed);
        foreach (PlacementQuestion any in RandomPlacements.Tiny(seed, count: 300, mostPages: 40, gaps))
        {
            PlacementQuestion question = any with
            {
                Mode = SharingMode.Tailored,
                SizeBytes = any.PageSize.Bytes * (ulong)random.Next(10, 30),
                Judges = [.. RandomPlacements.Tiny(random.Next(), 30, 40, gaps)
                    .Where(q => q.PageSize == any.PageSize).SelectMany(q => q.Judges).Take(gaps ? 2 : 8).Select((j, i) => j with
                    {
                        Device = $"d{i}",
                        Limits = j.Limits with { MaxSegmentCount = (ulong)random.Next(8, 24), AddressMask = ulong.MaxValue },
                    })],
            };

            Verdict expected = optimised.Answer(question).Verdict;
            Verdict said = new SolverVoter(new SolverOptions { StepLimit = 50_000 }).Answer(question).Verdict;

            Assert.True(expected == said || expected == Verdict.Unknown || said == Verdict.Unknown, $"{expected} {said}: {question}");
            if (expected == said && said != Verdict.Unknown)
            {
                seen[(int)said]++;
            }
        }

        Assert.True(seen[0] > 30 && seen[1] > 60, string.Join(' ', seen));
    }

    private static Verdict By(PlacementShape shape, PlacementQuestion question)
    {
        Assert.True(Z3Library.Status.IsAvailable, Z3Library.Status.Problem);
        return new PlacementDecision(new SolverOptions(), SolverSession.Current, question).Decide(shape).Vote.Verdict;
    }

    private static ulong[] Pfns(Layout layout) =>
        [.. layout.Runs.SelectMany(run => Enumerable.Range(0, (int)run.Pages).Select(i => run.FirstPfn + (ulong)i))];
}
