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

    private static ulong[] Pfns(Layout layout) =>
        [.. layout.Runs.SelectMany(run => Enumerable.Range(0, (int)run.Pages).Select(i => run.FirstPfn + (ulong)i))];
}
