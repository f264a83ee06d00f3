using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised;

/// <summary>Temporary until the merge tree lands on this branch.</summary>
internal sealed class AttachSet : IAttachSet
{
    private readonly List<ResolvedLimits?> _slots = [];

    public ResolvedLimits Merged => LimitMerge.Of([.. _slots.OfType<ResolvedLimits>()]);

    public int Attach(ResolvedLimits limits)
    {
        _slots.Add(limits);
        return _slots.Count - 1;
    }

    public void Detach(int slot) => _slots[slot] = null;
}
