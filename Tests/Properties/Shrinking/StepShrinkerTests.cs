using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Shrinking;

/// <summary>What is tried in place of a history, seen through the candidates of its scenario.</summary>
public sealed class StepShrinkerTests
{
    private static readonly Step Export = new(new Operation.Export());

    private static readonly Step Attach = new(new Operation.Attach("d0"));

    private static readonly Step Map = new(new Operation.Map("d0", MapDirection.Bidirectional));

    private static readonly Step Unmap = new(new Operation.Unmap("d0"));

    private static readonly Step Move = new(new Operation.Move());

    [Fact]
    public void Runs_of_steps_go_largest_first()
    {
        ValueList<Step> steps = [Export, Attach, Map, Move];

        Assert.Equal(
            new ValueList<Step>[]
            {
                [], [Map, Move], [Export, Attach],
                [Attach, Map, Move], [Export, Map, Move], [Export, Attach, Move], [Export, Attach, Map],
            },
            Tried(steps).Take(7));
    }

    [Fact]
    public void Map_and_unmap_go_together_and_of_few_steps_any_two()
    {
        ValueList<Step> few = [Export, Attach, Map, Move, Unmap];
        ValueList<Step> many = [.. few, .. Enumerable.Repeat(Move, 8)];

        Assert.Contains([Export, Attach, Move, .. many.Skip(5)], Tried(many));
        Assert.DoesNotContain([Export, Map, Unmap, .. many.Skip(5)], Tried(many));
        Assert.Contains([Export, Map, Unmap], Tried(few));
    }

    [Fact]
    public void Steps_come_to_say_less()
    {
        Limits limits = new() { MaxSegmentCount = 0, SegmentBoundaryMask = 0xfffff000 };

        Assert.Contains([Map], Tried([new Step(new Operation.Map("d0", MapDirection.ToDevice))]));
        Assert.Contains([Attach, Move], Tried([Attach with { Thread = 1 }, Move with { Thread = 2 }]));
        Assert.Contains([Attach, Move with { Thread = 2 }], Tried([Attach with { Thread = 1 }, Move with { Thread = 2 }]));
        Assert.Contains(
            [new Step(new Operation.ChangeLimits("d0", limits with { SegmentBoundaryMask = null }))],
            Tried([new Step(new Operation.ChangeLimits("d0", limits))]));
        Assert.Contains(
            [new Step(new Operation.BeginCpuAccess(Writes: false))], Tried([new Step(new Operation.BeginCpuAccess(Writes: true))]));
        Assert.Contains(
            [new Step(new Operation.DeviceUse("d0", Writes: true, Snoops: false))],
            Tried([new Step(new Operation.DeviceUse("d0", Writes: true, Snoops: true))]));
    }

    [Fact]
    public void Device_takes_its_steps_along()
    {
        Scenario scenario = Of([Export, Attach, new Step(new Operation.Attach("d1"))]);

        Assert.Contains(
            scenario with { Devices = [Free("d0")], Steps = [Export, Attach] }, ScenarioShrinker.Simpler(scenario));
    }

    [Fact]
    public void Two_devices_as_one_do_what_both_did()
    {
        Scenario scenario = Of([Export, Attach, new Step(new Operation.Attach("d1"), Thread: 1)]);

        Assert.Contains(
            scenario with { Devices = [Free("d0")], Steps = [Export, Attach, Attach with { Thread = 1 }] },
            ScenarioShrinker.Simpler(scenario));
    }

    [Fact]
    public void Renamed_devices_are_renamed_in_steps()
    {
        Scenario scenario = Of([new Step(new Operation.Attach("d0")), new Step(new Operation.Unpin("d7"))]) with
        {
            Devices = [Free("d7"), Free("d0")],
        };

        Assert.Contains(
            scenario with
            {
                Devices = [Free("d0"), Free("d1")],
                Steps = [new Step(new Operation.Attach("d1")), new Step(new Operation.Unpin("d0"))],
            },
            ScenarioShrinker.Simpler(scenario));
    }

    [Fact]
    public void History_shrinks_to_the_steps_that_fail()
    {
        Step other = new(new Operation.Attach("d1"));
        Scenario scenario = Of([Export, Attach, other, Map, Unmap, Move, Map, other, Unmap, Move with { Thread = 2 }]);

        // Fails for as long as every map is given back and something moves behind one.
        Shrunk shrunk = Shrinker.Shrink(scenario, s =>
            s.Steps.Count(step => step.Operation is Operation.Map) == s.Steps.Count(step => step.Operation is Operation.Unmap)
            && s.Steps.SkipWhile(step => step.Operation is not Operation.Unmap).Any(step => step.Operation is Operation.Move));

        Assert.True(shrunk.Finished);
        Assert.Equal([Map, Unmap, Move], shrunk.Scenario.Steps);
        Assert.Equal("d0", shrunk.Scenario.Devices.Single().Name);
    }

    private static Scenario Of(ValueList<Step> steps) => Sharing([new(0, 1)], Free("d0"), Free("d1")) with { Steps = steps };

    private static IEnumerable<ValueList<Step>> Tried(ValueList<Step> steps) => ScenarioShrinker.Simpler(Of(steps)).Select(s => s.Steps);
}
