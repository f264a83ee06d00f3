using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Lifecycle.Histories;

namespace DmabufVerify.Tests.Properties.Lifecycle;

public sealed class LifecycleTraceTests
{
    private static readonly Scenario Scenario = Of([Some.Free("a")], Attach("a"), Attach("a"), Map("a"));

    [Fact]
    public void Export_comes_first_by_itself_unless_a_step_says_when()
    {
        Assert.Equal([new Step(new Operation.Export()), .. Scenario.Steps], LifecycleTrace.StepsOf(Scenario));
        Scenario late = Scenario with { Steps = [new Step(Attach("a")), new Step(new Operation.Export())] };
        Assert.Equal(late.Steps, LifecycleTrace.StepsOf(late));
    }

    [Fact]
    public void Steps_have_the_indices_of_the_scenario()
    {
        LifecycleTrace trace = LifecycleTrace.Of(TestVoters.Two.Spec, Scenario);
        Scenario late = Scenario with { Steps = [new Step(new Operation.Export()), new Step(Attach("a"))] };

        Assert.Equal(["export", "steps[0], attach a", "steps[1], attach a", "steps[2], map a"], Enumerable.Range(0, 4).Select(trace.NameOf));
        Assert.Equal(["steps[0], export", "steps[1], attach a"], Enumerable.Range(0, 2).Select(LifecycleTrace.Of(TestVoters.Two.Spec, late).NameOf));
    }

    [Fact]
    public void Each_step_has_the_views_around_it_and_means_the_latest_attachment()
    {
        LifecycleTrace trace = LifecycleTrace.Of(TestVoters.Two.Spec, Scenario);

        Assert.Equal(BufferView.None, trace.Steps[0].Before);
        Assert.All(trace.Steps.Skip(1).Zip(trace.Steps), pair => Assert.Equal(pair.Second.After, pair.First.Before));
        Assert.Null(trace.Steps[1].Meant("a"));
        Assert.Equal((1, 0), (trace.Steps[3].Meant("a")!.Id, trace.Steps[3].Meant("a")!.Maps));
        Assert.Equal([0, 1], trace.Steps[3].After.Attachments.Select(a => a.Maps));
    }

    [Fact]
    public void Declared_limits_change_with_the_steps_that_change_them()
    {
        Limits narrow = Scenario.Devices[0].Limits with { MaxSegmentCount = 3 };
        Limits illegal = narrow with { MaxSegmentCount = 0 };
        LifecycleTrace trace = LifecycleTrace.Of(
            TestVoters.Two.Spec,
            Of([Some.Free("a")], Attach("a"), new Operation.ChangeLimits("a", narrow), new Operation.ChangeLimits("a", illegal)));

        IReadOnlyList<ValueList<Device>> declared = DeclaredLimits.After(trace);
        Assert.Equal([ulong.MaxValue, ulong.MaxValue, 3UL, 3UL], declared.Select(devices => devices[0].Limits.MaxSegmentCount));
        Assert.Equal([declared[2][0]], DeclaredLimits.Attached(trace.Steps[2].After, declared[2]));
    }
}
