using System.Collections.Immutable;
using DmabufVerify.Optimised.Lifecycle;

namespace DmabufVerify.Properties.Faults.Engine;

/// <summary>The lock left out of one operation. One after another everything is right; threads at once see halves.</summary>
internal static class RaceFaults
{
    /// <summary>Operations by the names that the engine gives its gate.</summary>
    public static ImmutableArray<SeededFault> All { get; } =
    [
        WithoutLock("attach", "thread D5.1, F18; ops->attach of drivers/dma-buf/dma-buf.c runs without the reservation lock"),
        WithoutLock("detach", "thread F6; the locking table of drivers/dma-buf/dma-buf.c"),
        WithoutLock("map", "dma_buf_map_attachment of 3.19 (drivers/dma-buf/dma-buf.c) took no lock, which attach held"),
        WithoutLock("move", "dma_buf_move_notify of drivers/dma-buf/dma-buf.c asks for the reservation lock; thread D5.1, D7.1"),
    ];

    private static SeededFault WithoutLock(string operation, string source) =>
        new($"engine.{operation}-without-lock", "optimised", $"does a {operation} without the lock", voters => voters with
        {
            ConcurrentEngine = (scenario, gate) => new EngineBuffer(scenario, gate: new GateBesides(gate, operation)),
        })
        {
            Source = source,
            IsRace = true,
        };

    /// <summary>A way past the gate for one operation; points stay points.</summary>
    private sealed class GateBesides(EngineGate gate, string free) : EngineGate
    {
        public override void Enter(string operation)
        {
            if (operation != free)
            {
                gate.Enter(operation);
            }
        }

        public override void Exit(string operation)
        {
            if (operation != free)
            {
                gate.Exit(operation);
            }
        }

        public override void Point(string where) => gate.Point(where);
    }
}
