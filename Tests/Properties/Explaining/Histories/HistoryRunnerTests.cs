using DmabufVerify.Properties.Explaining.Histories;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Explaining.Histories;

public class HistoryRunnerTests
{
    [Fact]
    public void Export_comes_first_by_itself()
    {
        var buffer = new ScriptedBuffer(Lives.Script());

        HistoryRow[] rows = [.. HistoryRunner.Run(Lives.Scenario.Steps, [new Implementation("a", buffer)])];

        Assert.Equal([null, 0, 1, 2, 3], rows.Select(r => r.Number));
        Assert.Equal([new Operation.Export(), .. Lives.Scenario.Steps.Select(s => s.Operation)], buffer.Asked);
    }

    [Fact]
    public void Unless_a_step_says_it()
    {
        var buffer = new ScriptedBuffer((StepResult.Ok, BufferView.None), (StepResult.Ok, BufferView.None));
        Step[] steps = [new(new Operation.Move()), new(new Operation.Export())];

        HistoryRow[] rows = [.. HistoryRunner.Run([.. steps], [new Implementation("a", buffer)])];

        Assert.Equal([0, 1], rows.Select(r => r.Number));
        Assert.Equal(steps.Select(s => s.Operation), buffer.Asked);
    }

    [Fact]
    public void Steps_are_done_as_rows_are_asked_for()
    {
        var buffer = new ScriptedBuffer(Lives.Script());

        Assert.Equal(2, HistoryRunner.Run(Lives.Scenario.Steps, [new Implementation("a", buffer)]).Take(2).Count());
        Assert.Equal(2, buffer.Asked.Count);
    }

    [Fact]
    public void A_difference_is_told_where_it_arises_and_does_not_end_the_history()
    {
        RowVerdict[] verdicts = Verdicts(StepResult.Ok, isJudged: true);

        Assert.Equal([RowVerdict.Same, RowVerdict.Same, RowVerdict.Same, RowVerdict.Differ, RowVerdict.Same], verdicts);
    }

    [Fact]
    public void Published_code_may_differ() => Assert.Equal(RowVerdict.PublishedDiffers, Verdicts(StepResult.Ok, isJudged: false)[3]);

    [Fact]
    public void Another_minimal_conflict_is_no_difference() =>
        Assert.Equal(RowVerdict.MayDiffer, Verdicts(Lives.Refusal(LimitKind.SegmentBoundaryMask), isJudged: true)[3]);

    [Theory]
    [InlineData(CacheActionKind.Clean, false)]
    [InlineData(CacheActionKind.CopyOut, true)]
    public void Flushing_less_often_is_no_difference_and_copying_less_often_is(CacheActionKind more, bool differs)
    {
        StepResult refusal = Lives.Refusal();

        RowVerdict verdict = Verdicts(refusal with { CacheActions = [new CacheAction(more)] }, isJudged: true)[3];

        Assert.Equal(differs ? RowVerdict.Differ : RowVerdict.MayDiffer, verdict);
    }

    [Fact]
    public void Another_invalid_limit_is_one()
    {
        StepResult Invalid(LimitKind kind) => StepResult.Refused(
            Errno.Einval, GroundsKind.InvalidLimit, "display", [new BitingLimit("display", kind, 0, IsDefault: false)]);
        Implementation Who(string name, LimitKind kind) => new(name, new ScriptedBuffer((Invalid(kind), BufferView.None)));

        HistoryRow row = HistoryRunner.Run(
            [new Step(new Operation.Export())], [Who("a", LimitKind.AddressMask), Who("b", LimitKind.MaxSegmentCount)]).Single();

        Assert.Equal(RowVerdict.Differ, row.Verdict);
    }

    [Fact]
    public void A_difference_in_the_view_alone_is_one()
    {
        Implementation Who(string name, CpuAccess access) =>
            new(name, new ScriptedBuffer((StepResult.Ok, BufferView.None with { CpuAccess = access })));

        HistoryRow row = HistoryRunner.Run([new Step(new Operation.Export())], [Who("a", CpuAccess.None), Who("b", CpuAccess.Read)]).Single();

        Assert.Equal(RowVerdict.Differ, row.Verdict);
    }

    [Fact]
    public void Equal_outcomes_are_grouped_whoever_stands_between()
    {
        Implementation[] three =
        [
            new("a", new ScriptedBuffer(Lives.Script())),
            new("b", new ScriptedBuffer(Lives.Script(StepResult.Ok))),
            new("c", new ScriptedBuffer(Lives.Script())),
        ];

        HistoryRow row = HistoryRunner.Run(Lives.Scenario.Steps, three).ElementAt(3);

        Assert.Equal(["a, c", "b"], row.Groups().Select(g => string.Join(", ", g.Names)));
    }

    private static RowVerdict[] Verdicts(StepResult third, bool isJudged) =>
    [
        .. HistoryRunner.Run(
            Lives.Scenario.Steps,
            [
                new Implementation("a", new ScriptedBuffer(Lives.Script())),
                new Implementation("b", new ScriptedBuffer(Lives.Script(third)), isJudged),
            ]).Select(row => row.Verdict),
    ];
}
