using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Lifecycle.Histories;

namespace DmabufVerify.Tests.Properties.Lifecycle;

public sealed class TraceProbeTests
{
    private static readonly Scenario Scenario = Of([Some.Free("a"), Some.Free("b")], Attach("a"), Map("a"), Map("b"), Attach("b"));

    [Fact]
    public void Each_map_is_predicted_and_nothing_is_changed()
    {
        LifecycleTrace trace = LifecycleTrace.Of(TestVoters.Two.Spec, Scenario);
        TraceProbe probe = TraceProbe.Of(TestVoters.Two.Spec, Scenario);

        Assert.Equal(trace.Steps, probe.Steps);
        Assert.Equal([false, false, true, true, false], probe.Predictions.Select(p => p is not null));
        Assert.Equal(trace.Steps[2].Result with { CacheActions = [] }, probe.Predictions[2]);
        Assert.Equal(trace.Steps[3].Result, probe.Predictions[3]);
        Assert.Null(probe.ChangedBy);
    }

    [Fact]
    public void Test_map_that_leaves_a_trace_is_caught_where_it_first_does()
    {
        // Before step 2, map a, the same is asked; the answer to that leaves storage behind.
        TraceProbe probe = TraceProbe.Of(new MappingTests(TestVoters.Two.Spec), Scenario);

        Assert.Equal(2, probe.ChangedBy);
        Assert.NotEqual(LifecycleTrace.Of(TestVoters.Two.Spec, Scenario).Steps[2], probe.Steps[2]);
    }

    /// <summary>Maps when it is asked what map would do.</summary>
    private sealed class MappingTests(IRules real) : FaultyRules(real)
    {
        public override IDmaBuf NewBuffer(Scenario scenario) => new Buffer(Real.NewBuffer(scenario));

        private sealed class Buffer(IDmaBuf real) : IDmaBuf
        {
            public BufferView View => real.View;

            public StepResult Apply(Operation operation) =>
                real.Apply(operation is Operation.TestMap test ? new Operation.Map(test.Device, test.Direction) : operation);
        }
    }
}
