using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Lifecycle.Buffers;

namespace DmabufVerify.Tests.Model.Optimised.Lifecycle;

public class EngineThreadsTests
{
    [Fact]
    public void Four_threads_leave_a_consistent_state()
    {
        Scenario scenario = RandomHistory.Scenario(new Random(4));
        var buffer = new EngineBuffer(scenario);
        buffer.Apply(new Operation.Export());
        int[] attached = new int[4];
        Run(4, thread =>
        {
            var random = new Random(100 + thread);
            for (int i = 0; i < 20_000; i++)
            {
                Operation operation = RandomHistory.Operation(random, scenario);
                StepResult result = buffer.Apply(operation);
                attached[thread] += (operation, result.Errno) switch
                {
                    (Operation.Attach, Errno.Ok) => 1,
                    (Operation.Detach, Errno.Ok) => -1,
                    _ => 0,
                };
                Assert.Equal(result.Errno == Errno.Ok, result.Grounds is null);
            }
        });

        BufferView view = buffer.View;
        Assert.Equal(attached.Sum(), view.Attachments.Count);
        Assert.Equal(view.Attachments.Count, view.AttachmentObjects);
        Assert.Equal(view.Recomputed, view.Stored);
        Assert.Equal(view.Attachments.Select(a => a.Id).Order(), view.Attachments.Select(a => a.Id));
        CheckThatAllIsGivenBack(buffer);
    }

    [Fact]
    public void Numbers_are_given_once()
    {
        DmaBufEngine engine = Of(Dev("a"), Dev("b")).At((0x10, 4)).Exported();
        int[][] numbers = new int[4][];
        Run(4, thread => numbers[thread] =
            [.. Enumerable.Range(0, 5000).Select(_ => Done(engine.Attach(thread % 2 == 0 ? "a" : "b")).Attachment!.Value)]);
        Assert.Equal(Enumerable.Range(0, 20_000), numbers.SelectMany(n => n).Order());
        Run(4, thread => Array.ForEach(numbers[thread], number => Done(engine.Detach(number))));
        Assert.Equal(new(ResolvedLimits.Unlimited, 0), engine.GetConstraints().Constraints);
    }

    [Fact]
    public void Constraints_are_read_while_an_operation_holds_the_gate()
    {
        var gate = new StoppingGate("attach: done, not published");
        var engine = new DmaBufEngine(Of(Dev("a")).At((0x10, 4)), gate: gate);
        Done(engine.Export());
        var attaching = new Thread(() => engine.Attach("a"));
        attaching.Start();
        Assert.True(gate.Stopped.Wait(TimeSpan.FromSeconds(30)));
        Assert.Equal(0, engine.GetConstraints().Constraints!.Attachments);
        gate.GoOn.Set();
        attaching.Join();
        Assert.Equal(1, engine.GetConstraints().Constraints!.Attachments);
    }

    [Fact]
    public void Without_the_lock_half_an_operation_shows()
    {
        var gate = new StoppingGate("attach: limits are merged, the attachment is not in the list");
        Device device = Dev("a", Free with { MaxSegmentCount = 3 });
        var engine = new DmaBufEngine(Of(device).At((0x10, 4)), gate: gate);
        Done(engine.Export());
        var attaching = new Thread(() => engine.Attach("a"));
        attaching.Start();
        Assert.True(gate.Stopped.Wait(TimeSpan.FromSeconds(30)));
        BufferView half = engine.View;
        gate.GoOn.Set();
        attaching.Join();
        Assert.Equal((0, 1), (half.Attachments.Count, half.AttachmentObjects));
    }

    private static void CheckThatAllIsGivenBack(EngineBuffer buffer)
    {
        RandomHistory.EverybodyLeaves(buffer);
        BufferView view = buffer.View;
        Assert.Equal(0, view.AttachmentObjects);
        Assert.Equal(new(ResolvedLimits.Unlimited, 0), view.Stored);
        Done(buffer.Apply(new Operation.ExporterRefuses("behind", false)));
        Done(buffer.Apply(new Operation.ChangeLimits("behind", Free)));
        Done(buffer.Apply(new Operation.Attach("behind")));
        ulong top = (1UL << 48) - (32 * Page);
        Assert.Equal(Segments((top, 24 * Page)), Table(buffer.Apply(new Operation.Map("behind", Both))));
    }

    private static void Run(int threads, Action<int> program)
    {
        Exception? failed = null;
        Thread[] all = [.. Enumerable.Range(0, threads).Select(i => new Thread(() =>
        {
            try
            {
                program(i);
            }
            catch (Exception e)
            {
                failed = e;
            }
        }))];
        Array.ForEach(all, t => t.Start());
        Array.ForEach(all, t => t.Join());
        Assert.Null(failed);
    }

    /// <summary>No lock at all; the first thread that gets to one place waits there.</summary>
    private sealed class StoppingGate(string place) : EngineGate
    {
        public ManualResetEventSlim Stopped { get; } = new();

        public ManualResetEventSlim GoOn { get; } = new();

        public override void Enter(string operation)
        {
        }

        public override void Exit(string operation)
        {
        }

        public override void Point(string where)
        {
            if (where == place && !Stopped.IsSet)
            {
                Stopped.Set();
                GoOn.Wait();
            }
        }
    }
}
