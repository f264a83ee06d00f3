namespace DmabufVerify.Optimised.Placement;

/// <summary>Steps that a search may take.</summary>
internal sealed class Budget(long steps)
{
    private long _left = steps;

    /// <summary>Whether a step was refused: then a search that found nothing has proved nothing.</summary>
    public bool HasRunOut { get; private set; }

    public bool TryTake()
    {
        HasRunOut |= _left-- <= 0;
        return !HasRunOut;
    }
}
