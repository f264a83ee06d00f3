using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Deciding;

/// <summary>One change to one device: of a limit, or of the heaps it can use.</summary>
/// <param name="Device">Whose.</param>
public abstract record Change(string Device)
{
    /// <summary>How much changes, as a logarithm to base 2 of a factor; a heap more counts as one.</summary>
    internal abstract double Doublings { get; }

    /// <summary>The scenario once it is done.</summary>
    public abstract Scenario In(Scenario scenario);
}
