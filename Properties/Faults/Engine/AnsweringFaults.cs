using System.Collections.Immutable;
using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Faults.Engine;

/// <summary>Somebody between caller and engine who answers for it: no part of the engine is wrong.</summary>
internal static class AnsweringFaults
{
    /// <summary>What neither a part nor a decision of the engine could do.</summary>
    public static ImmutableArray<SeededFault> All { get; } =
    [
        Of(
            "test-map-remembered-for-ever",
            "answers every test-map of a device as the first one that succeeded",
            "thread D12.7: the mapped table may be cached, but not for ever",
            (_, buffer) => new FirstTestMap(buffer)),
        Of(
            "tighter-newcomer-refused",
            "refuses a newcomer that takes fewer segments than the first who attached, whatever the storage",
            "thread D5.3: is a new attachment refused when it is tighter?",
            (scenario, buffer) => new NobodyTighter(scenario, buffer)),
    ];

    private static SeededFault Of(string name, string description, string source, Func<Scenario, IDmaBuf, IDmaBuf> between) =>
        new($"engine.{name}", "optimised", description, voters => voters with
        {
            Optimised = new Answering(voters.Optimised, between),
            ConcurrentEngine = (scenario, gate) => between(scenario, new EngineBuffer(scenario, gate: gate)),
        })
        {
            Source = source,
        };

    private sealed class Answering(IRules real, Func<Scenario, IDmaBuf, IDmaBuf> between) : FaultyRules(real)
    {
        public override IDmaBuf NewBuffer(Scenario scenario) => between(scenario, Real.NewBuffer(scenario));
    }

    private sealed class FirstTestMap(IDmaBuf real) : IDmaBuf
    {
        private readonly Dictionary<string, StepResult> _first = [];

        public BufferView View => real.View;

        public StepResult Apply(Operation operation)
        {
            if (operation is not Operation.TestMap test)
            {
                return real.Apply(operation);
            }

            StepResult result = _first.GetValueOrDefault(test.Device) ?? real.Apply(operation);
            if (result.Errno == Errno.Ok)
            {
                _first[test.Device] = result;
            }

            return result;
        }
    }

    private sealed class NobodyTighter(Scenario scenario, IDmaBuf real) : IDmaBuf
    {
        public BufferView View => real.View;

        public StepResult Apply(Operation operation) =>
            operation is Operation.Attach attach && real.View.Attachments is [var first, ..] && Count(attach.Device) < Count(first.Device)
                ? StepResult.Refused(Errno.Ebusy, GroundsKind.LiveMapping, first.Device)
                : real.Apply(operation);

        private ulong Count(string device) =>
            scenario.Devices.First(d => d.Name == device).Limits.Resolve(scenario.Policy.Defaults).MaxSegmentCount;
    }
}
