namespace DmabufVerify.Optimised.Lifecycle;

/// <summary>
/// What keeps the engine's operations apart. Tests give one of their own, which lets threads go on one point at a time, or lets them all
/// in at once to see that the lock is needed.
/// </summary>
public abstract class EngineGate
{
    /// <summary>An operation wants to change or walk the state; returns when it may.</summary>
    public abstract void Enter(string operation);

    /// <summary>It is done, whether it succeeded, failed or threw.</summary>
    public abstract void Exit(string operation);

    /// <summary>A place between two steps of one operation: whoever runs here without the lock sees half of it.</summary>
    public abstract void Point(string where);

    /// <summary>Enters, and exits when disposed.</summary>
    internal Hold Take(string operation)
    {
        Enter(operation);
        return new(this, operation);
    }

    internal readonly ref struct Hold(EngineGate gate, string operation)
    {
        public void Dispose() => gate.Exit(operation);
    }
}

/// <summary>One lock for the buffer, as the reservation lock of a dma-buf (include/linux/dma-resv.h).</summary>
public sealed class LockGate : EngineGate
{
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public override void Enter(string operation) => _lock.Enter();

    /// <inheritdoc/>
    public override void Exit(string operation) => _lock.Exit();

    /// <inheritdoc/>
    public override void Point(string where)
    {
    }
}
