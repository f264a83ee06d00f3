using System.Collections.Concurrent;
using System.Collections.Immutable;
using DmabufVerify.Properties.Coverage;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Running;

public sealed class CheckRunnerTests
{
    private static readonly Law AtMostTwoDevices = new(
        "Test.AtMostTwo", "devices <= 2", NeedsSolver: false, c => c.Scenario.Devices.Count <= 2
            ? LawResult.Holds
            : LawResult.Violated("number", "at most 2", $"{c.Scenario.Devices.Count}"));

    private static readonly Law OfTailoredOnly = new(
        "Test.TailoredOnly", "tailored", NeedsSolver: false, c =>
            c.Scenario.Mode == SharingMode.Tailored ? LawResult.Holds : LawResult.NotApplicable);

    private static readonly Law WithSolver = new("Test.WithSolver", "solver", NeedsSolver: true, _ => LawResult.Holds)
    {
        Subject = LawSubject.Everything,
    };

    [Fact]
    public void Number_of_workers_has_no_say()
    {
        RunSettings settings = Settings(AllLaws.List.Add(AtMostTwoDevices)) with { Cases = 400 };

        RunReport one = Run(settings with { Workers = 1 }, RealData.Shipped);
        RunReport three = Run(settings with { Workers = 3 }, RealData.Shipped);

        Assert.Equal(400, one.Scenarios);
        Assert.Equal(one.Tallies, three.Tallies);
        Assert.Equal(one.Cells, three.Cells);
        Assert.Equal(one.Findings, three.Findings);
        Assert.Equal("Test.AtMostTwo", one.Findings.Single().Law.Name);
        Assert.Equal((400L, false), (three.Scenarios, three.Interrupted));
    }

    [Fact]
    public void Finding_is_the_earliest_case_shrunk_and_can_be_drawn_again()
    {
        Finding finding = Run(Settings(AtMostTwoDevices) with { Cases = 200 }).Findings.Single();
        Finding longer = Run(Settings(AtMostTwoDevices) with { Cases = 300 }).Findings.Single();

        var generator = new ScenarioGenerator(GeneratorSettings.Default, RealInputs.None);
        Assert.Equal(finding.Original, generator.Draw(finding.Token!.Value.Regime, finding.Token.Value.Seed));
        Assert.Equal(3, finding.Shrunk.Scenario.Devices.Count);
        Assert.All(finding.Shrunk.Scenario.Devices, d => Assert.Equal(Limits.Unset, d.Limits));
        Assert.Equal(new Violation("number", "at most 2", "3"), finding.Violation);
        Assert.Null(finding.OddOneOut);
        Assert.Equal(finding, longer);
    }

    [Fact]
    public void Case_a_law_does_not_speak_of_is_no_pass()
    {
        LawTally tally = Run(Settings(OfTailoredOnly) with { Cases = 300 }).Tallies.Single();

        Assert.Equal((300L, 0L, 0L), (tally.Held + tally.NotApplicable, tally.Violated, tally.Unknown));
        Assert.InRange(tally.Held, 1, 150);
        Assert.Equal(tally.Held, tally.LookedAt);
    }

    [Fact]
    public void Solver_votes_on_blocks_of_sixteen()
    {
        Voters voters = TestVoters.Two with { Solver = new FakeSolver(_ => TableVote.Unknown("tired")) };
        RunSettings settings = Settings(WithSolver) with { Cases = 72, SolverEvery = 2 };

        RunReport report = new CheckRunner(settings, voters, RealInputs.None).Run(CancellationToken.None);

        // Three of each whole block are histories: this law is shown them too, but no question about them is put to the solver.
        Assert.Equal(13 + 13 + 8, report.SolverScenarios);
        Assert.Equal(16 + 16 + 8, report.Tallies.Single().Held);
    }

    [Fact]
    public void Law_that_needs_a_solver_is_not_looked_at_without()
    {
        RunReport report = Run(Settings(WithSolver, AtMostTwoDevices) with { Cases = 20 });

        Assert.Equal(["Test.WithSolver"], report.NeverLookedAt.Select(t => t.Law.Name));
        Assert.Equal(0, report.SolverScenarios);
    }

    [Fact]
    public void Cancelled_run_reports_what_it_saw()
    {
        using var stop = new CancellationTokenSource();
        int seen = 0;
        var law = new Law("Test.Stops", "stops", NeedsSolver: false, _ =>
        {
            if (++seen == 7)
            {
                stop.Cancel();
            }

            return LawResult.Holds;
        });

        RunReport report = new CheckRunner(Settings(law) with { Cases = 10_000 }, TestVoters.Two, RealInputs.None).Run(stop.Token);

        Assert.Equal((7L, 7L, true), (report.Scenarios, report.Tallies.Single().Held, report.Interrupted));
    }

    [Fact]
    public void Time_ends_a_run()
    {
        var settings = Settings(OfTailoredOnly) with { Cases = null, Time = TimeSpan.FromMilliseconds(200), Workers = 2 };

        RunReport report = Run(settings);

        Assert.True(report.Scenarios > 0);
        Assert.False(report.Interrupted);
        Assert.InRange(report.Elapsed, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Runner_can_run_again()
    {
        var runner = new CheckRunner(Settings(AtMostTwoDevices) with { Cases = 50 }, TestVoters.Two, RealInputs.None);
        RunReport first = runner.Run(CancellationToken.None);

        Assert.Equal(Untimed(first), Untimed(runner.Run(CancellationToken.None)));
    }

    [Fact]
    public void Counts_may_be_read_during_a_run_and_are_those_of_the_report_after_it()
    {
        var read = new List<RunCounts>();
        CheckRunner? runner = null;
        Law law = OfTailoredOnly with
        {
            Check = c =>
            {
                read.Add(runner!.Counts);
                return OfTailoredOnly.Check(c);
            },
        };
        runner = new CheckRunner(Settings(law, AtMostTwoDevices) with { Cases = 80 }, TestVoters.Two, RealInputs.None);

        RunReport report = runner.Run(CancellationToken.None);

        // Three of sixteen are histories, which these laws are not shown.
        Assert.Equal(65, read.Count);
        Assert.Equal((0L, 0, 0), (read[0].Drawn, read[0].LawsLookedAt, read[0].Broken.Count));
        Assert.All(read.Zip(read.Skip(1)), pair => Assert.True(pair.First.Drawn < pair.Second.Drawn));
        Assert.All(read, counts => Assert.Equal(0, counts.ToSimplify));
        Assert.Contains(read, counts => counts.Broken.Count == 1 && counts.Drawn < 80);

        RunCounts last = runner.Counts;
        Assert.Equal((80L, report.Tallies, report.Cells), (last.Drawn, last.Tallies, last.Cells));
        Assert.Equal(["Test.AtMostTwo"], last.Broken.Select(l => l.Name));
        Assert.Equal((1, 1), (last.Simplified, last.ToSimplify));
        Assert.Equal(1.0, last.TimeShares.Sum(), 6);
        Assert.Equal(report.TimeShares, last.TimeShares);
    }

    [Fact]
    public void Observer_is_told_of_every_case_under_every_law_that_was_shown_it()
    {
        var observer = new Observer();
        var runner = new CheckRunner(
            Settings(OfTailoredOnly, AtMostTwoDevices, WithSolver) with { Cases = 64, Workers = 3 }, TestVoters.Two, RealInputs.None)
        {
            Observer = observer,
        };

        RunReport report = runner.Run(CancellationToken.None);

        SeenCase[] seen = [.. observer.Seen.OrderBy(c => c.Index)];
        Assert.Equal(Enumerable.Range(0, 64).Select(i => (long)i), seen.Select(c => c.Index));

        // Histories are shown to neither law, and the third has nobody to ask.
        Assert.All(seen, c => Assert.Equal(c.Scenario.Steps.Count > 0 ? 0 : 2, c.Laws.Count));
        Assert.Equal(report.Tallies[0].Held, seen.Sum(c => c.Laws.Count(l => l is { Law.Name: "Test.TailoredOnly", Result.Outcome: LawOutcome.Holds })));
        Assert.Equal(report.Tallies[1].Violated, seen.Sum(c => c.Laws.Count(l => l.Result.Violation is not null)));
        Assert.Equal(report.Cells.Select(c => c.Cases), report.Cells.Select(c => seen.LongCount(s => s.Cells.Contains(c.Cell))));
        SeenCase drawn = seen.First(c => c.Token.IsPortable);
        Assert.Equal(
            drawn.Scenario, new ScenarioGenerator(GeneratorSettings.Default, RealInputs.None).Draw(drawn.Token.Regime, drawn.Token.Seed));
    }

    [Fact]
    public void Law_that_throws_is_violated()
    {
        var law = new Law("Test.Throws", "throws", NeedsSolver: false, c =>
            c.Scenario.Devices.Count > 0 ? throw new InvalidOperationException("oops") : LawResult.Holds);

        Finding finding = Run(Settings(law) with { Cases = 20 }).Findings.Single();

        Assert.Equal(new Violation("no voter throws", "an answer", "InvalidOperationException: oops"), finding.Violation);
        Assert.Single(finding.Shrunk.Scenario.Devices);
    }

    [Fact]
    public void Voter_that_throws_is_a_finding_and_not_the_end()
    {
        Voters voters = TestVoters.Two with { Optimised = new ThrowingRules(TestVoters.Two.Optimised) };
        Law law = AllLaws.List.Single(l => l.Name == "Optimised.EqualsSpec");

        RunReport report = new CheckRunner(Settings(law) with { Cases = 40 }, voters, RealInputs.None).Run(CancellationToken.None);

        Finding finding = report.Findings.Single();
        Assert.Equal("no voter throws", finding.Violation.Conjunct);
        Assert.Equal(40, report.Cells.Where(c => c.Cell == TableCells.All[0] || c.Cell == LifecycleCells.All[0]).Sum(c => c.Total));
        Assert.Contains(
            finding.Ballots.SelectMany(b => b.Votes),
            v => v is { Voter: "optimised", Vote.UnknownReason: "throws InvalidOperationException: oops" });
    }

    private static RunReport Untimed(RunReport report) => report with { Elapsed = default, TimeShares = [] };

    private static RunSettings Settings(params ImmutableArray<Law> laws) => new() { Seed = 11, Workers = 1, Laws = laws };

    private static RunReport Run(RunSettings settings, RealInputs? real = null) =>
        new CheckRunner(settings, TestVoters.Two, real ?? RealInputs.None).Run(CancellationToken.None);

    private sealed class Observer : ICaseObserver
    {
        public ConcurrentBag<SeenCase> Seen { get; } = [];

        public void Saw(SeenCase seen) => Seen.Add(seen);
    }

    /// <summary>Answers nothing that has a layout.</summary>
    private sealed class ThrowingRules(IRules real) : IRules
    {
        public string Name => real.Name;

        public TableVote Answer(TableQuestion question) =>
            question is LayoutQuestion ? throw new InvalidOperationException("oops") : real.Answer(question);

        public ResolvedLimits Merge(ReadOnlySpan<ResolvedLimits> limits) => real.Merge(limits);

        public IAttachSet NewAttachSet() => real.NewAttachSet();

        public IDmaBuf NewBuffer(Scenario scenario) => real.NewBuffer(scenario);

        public SegmentTable? Table(PagedBuffer buffer, ValueList<Judge> judges, int maxSegments) => real.Table(buffer, judges, maxSegments);

        public ValueList<BouncedSegment>? TableWithCopies(PagedBuffer buffer, BouncingJudge judge, int maxSegments) =>
            real.TableWithCopies(buffer, judge, maxSegments);

        public ulong LongestPrefixBytes(PagedBuffer buffer, ValueList<Judge> judges) => real.LongestPrefixBytes(buffer, judges);

        public UInt128? CapacityBytes(PageSize pageSize, Judge judge) => real.CapacityBytes(pageSize, judge);

        public SegmentTable JoinedTable(PagedBuffer buffer, ResolvedLimits limits, ulong granuleBytes, int maxSegments) =>
            real.JoinedTable(buffer, limits, granuleBytes, maxSegments);
    }
}
