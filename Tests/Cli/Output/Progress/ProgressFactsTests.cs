using DmabufVerify.Cli.Output.Progress;
using DmabufVerify.Properties.Coverage;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Searching;

namespace DmabufVerify.Tests.Cli.Output.Progress;

/// <summary>What is said while a command works.</summary>
public sealed class ProgressFactsTests
{
    private static readonly Law[] Laws = [.. "ABCDE".Select(c => new Law($"Test.{c}", "", NeedsSolver: false, _ => LawResult.Holds))];

    private static readonly RunSettings Settings = new() { Seed = 1, Cases = 600 };

    private static readonly RunCounts Counts = new(
        120,
        TimeSpan.FromSeconds(12),
        [.. Laws.Select((law, i) => new LawTally(law, Held: i, 0, 0, 0))],
        [new CellShare(TableCells.All[0], 50, 100), new CellShare(TableCells.All[1], 0, 100)],
        [0.1, 0.2, 0.25, 0.45, 0],
        Broken: [],
        Simplified: 0,
        ToSimplify: 0);

    [Fact]
    public void Run_says_pace_findings_laws_starved_cells_and_where_the_time_goes() => Assert.Equal(
        [
            "120 of 600 scenarios, 12 s (20 %), 10 a second, ETA 48 s",
            "no findings",
            "4 of 5 laws looked at",
            $"starved so far 1 of 2 kinds of cases: \"{TableCells.All[1].Name}\"",
            "time goes to Test.D 45 % (3 cases), Test.C 25 % (2 cases), Test.B 20 % (1 cases)",
        ],
        RunProgress.Facts(Counts, Settings));

    [Fact]
    public void Findings_are_named_but_not_all_and_at_the_end_they_are_made_small()
    {
        RunCounts end = Counts with
        {
            Broken = [.. Laws],
            Cells = [new CellShare(TableCells.All[0], 50, 100)],
            TimeShares = [0, 0, 0, 0, 0],
            Simplified = 2,
            ToSimplify = 5,
        };

        Assert.Equal(
            [
                "120 scenarios, 12 s; making counterexamples small: 2 of 5 done",
                "findings 5: Test.A, Test.B, Test.C, ...",
                "4 of 5 laws looked at",
                "no kind of case starved",
            ],
            RunProgress.Facts(end, Settings));
    }

    [Fact]
    public void Search_says_whether_anything_is_found()
    {
        var counts = new SearchCounts();
        var settings = new SearchSettings(1, Cases: 2, Time: null, RealOnly: false);
        counts.CountCase();

        Assert.Equal(
            ["1 of 2 cases, 2 s (50 %), 0.5 a second, ETA 2 s", "nothing found"],
            SearchProgress.Facts(counts, TimeSpan.FromSeconds(2), settings));
        counts.StartSimplifying();
        Assert.Equal(["1 cases, 2 s", "found; making it small"], SearchProgress.Facts(counts, TimeSpan.FromSeconds(2), settings));
    }

    [Fact]
    public void List_says_which_it_is_at()
    {
        var list = new ListProgress("claims", 3);
        Assert.StartsWith("0 of 3 claims, ", Assert.Single(list.Facts()), StringComparison.Ordinal);

        list.Begin("one");
        Assert.Equal("now one", list.Facts()[1]);
        list.Begin("two", () => "7 histories");

        Assert.StartsWith("1 of 3 claims, ", list.Facts()[0], StringComparison.Ordinal);
        Assert.Equal("now two: 7 histories", list.Facts()[1]);
    }
}
