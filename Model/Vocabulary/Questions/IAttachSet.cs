namespace DmabufVerify.Vocabulary;

/// <summary>The limits of everybody who is attached to one buffer, merged. The same limits may be attached many times.</summary>
public interface IAttachSet
{
    /// <summary>What a shared table has to satisfy now; <see cref="ResolvedLimits.Unlimited"/> for an empty set.</summary>
    ResolvedLimits Merged { get; }

    /// <summary>Adds one attachment and returns the slot by which it is detached.</summary>
    int Attach(ResolvedLimits limits);

    /// <summary>Takes one attachment away. The slot must be attached.</summary>
    void Detach(int slot);
}
