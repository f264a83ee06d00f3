using DmabufVerify.Properties.Concurrency;
using DmabufVerify.Spec.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Concurrency;

/// <summary>Histories put together by hand, and whether some order explains them.</summary>
public sealed class LinearizationTests
{
    private static readonly Scenario Scenario = Some.Sharing([new PfnRun(0x10, 2)], Some.Free("a"), Some.Free("b"));

    private static readonly Operation AttachA = new Operation.Attach("a");

    private static readonly Operation AttachB = new Operation.Attach("b");

    private static readonly Operation DetachA = new Operation.Detach("a");

    private static readonly StepResult NotAttached = StepResult.Refused(Errno.Einval, GroundsKind.NotAttached, "a");

    [Fact]
    public void One_after_another_is_an_order()
    {
        Linearization found = Linearization.Of(History(
            ViewAfter(AttachA, AttachB), Call(0, AttachA, 1, 2, Attached(0)), Call(1, AttachB, 3, 4, Attached(1))));

        Assert.True(found.IsLinearizable);
    }

    [Fact]
    public void Calls_that_overlap_may_have_been_the_other_way_round()
    {
        Call first = Call(0, AttachA, 1, 5, Attached(1));
        Assert.True(Linearization.Of(History(ViewAfter(AttachB, AttachA), first, Call(1, AttachB, 2, 4, Attached(0)))).IsLinearizable);

        // The same results, but one call was back before the other began.
        Linearization late = Linearization.Of(History(
            ViewAfter(AttachB, AttachA), first with { Returned = 2 }, Call(1, AttachB, 3, 4, Attached(0))));
        Assert.False(late.IsLinearizable);
        Assert.Empty(late.Longest);
        Assert.Equal([(0, "attachment 1, the specification has 0")], late.Rejected);
    }

    [Fact]
    public void Result_that_no_order_explains_is_rejected_after_the_longest_beginning()
    {
        Linearization found = Linearization.Of(History(
            ViewAfter(AttachA, DetachA),
            Call(0, AttachA, 1, 2, Attached(0)),
            Call(0, DetachA, 3, 6, StepResult.Ok),
            Call(1, DetachA, 4, 5, StepResult.Ok)));

        Assert.False(found.IsLinearizable);
        Assert.Equal(2, found.Longest.Count);
        Assert.Contains(found.Rejected, r => r.Why == "errno ok, the specification has EINVAL");
    }

    [Fact]
    public void One_of_two_overlapping_detaches_is_refused()
    {
        ConcurrentHistory history = History(
            ViewAfter(AttachA, DetachA),
            Call(0, AttachA, 1, 2, Attached(0)),
            Call(0, DetachA, 3, 6, NotAttached),
            Call(1, DetachA, 4, 5, StepResult.Ok));

        Assert.True(Linearization.Of(history).IsLinearizable);
    }

    [Fact]
    public void View_at_the_end_counts()
    {
        Linearization found = Linearization.Of(History(ViewAfter(), Call(0, AttachA, 1, 2, Attached(0))));
        Assert.False(found.IsLinearizable);
        Assert.Equal("the view at the end is another", found.Rejected.Single().Why);

        Assert.False(Linearization.Of(History(final: null, Call(0, AttachA, 1, 2, Attached(0)))).IsLinearizable);
    }

    [Fact]
    public void Call_that_threw_has_no_order()
    {
        var thrown = new Call(0, AttachA, 1, 2, Result: null, "InvalidOperationException");

        Assert.Equal(
            [(0, "threw InvalidOperationException")], Linearization.Of(History(ViewAfter(AttachA), thrown)).Rejected);
    }

    [Fact]
    public void Picture_has_threads_as_rows_and_what_was_rejected()
    {
        ConcurrentHistory history = History(
            ViewAfter(AttachA, DetachA),
            Call(0, AttachA, 10, 20, Attached(0)),
            Call(1, DetachA, 25, 40, StepResult.Ok),
            Call(0, DetachA, 30, 50, StepResult.Ok)) with
        { IsDeadlocked = true };

        Assert.Equal(
            "thread 0:  0-1 attach a -> ok;  3-5 detach a -> ok;\n"
            + "thread 1:  2-4 detach a -> ok;\n"
            + "the threads wait for one another\n"
            + "an order that works so far: attach a, detach a\n"
            + "then not detach a of thread 1: errno ok, the specification has EINVAL",
            HistoryPicture.Draw(history, Linearization.Of(history)));
    }

    private static ConcurrentHistory History(BufferView? final, params Call[] calls) =>
        new(Scenario, [new Step(new Operation.Export())], calls, final, IsDeadlocked: false);

    private static Call Call(int thread, Operation operation, long called, long returned, StepResult result) =>
        new(thread, operation, called, returned, result, Thrown: null);

    private static StepResult Attached(int number) => StepResult.Ok with { Attachment = number };

    private static BufferView ViewAfter(params Operation[] operations)
    {
        var buffer = new SpecBuffer(Scenario);
        Assert.All([new Operation.Export(), .. operations], operation => Assert.Equal(Errno.Ok, buffer.Apply(operation).Errno));
        return buffer.View;
    }
}
