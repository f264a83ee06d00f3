using DmabufVerify.Optimised.Lifecycle;

namespace DmabufVerify.Properties.Concurrency;

/// <summary>The engine's lock under a schedule.</summary>
internal sealed class ScheduledGate(ThreadSchedule schedule) : EngineGate
{
    private bool _held;

    public override void Enter(string operation)
    {
        schedule.Point();
        while (_held)
        {
            schedule.Block();
        }

        _held = true;
    }

    public override void Exit(string operation)
    {
        _held = false;
        schedule.WakeAll();
        schedule.Point();
    }

    public override void Point(string where) => schedule.Point();
}
