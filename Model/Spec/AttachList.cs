using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec;

/// <summary>An attach set as its definition: remember everybody, merge when asked.</summary>
public sealed class AttachList : IAttachSet
{
    private readonly SortedDictionary<int, ResolvedLimits> _attached = [];
    private int _nextSlot;

    /// <inheritdoc/>
    public ResolvedLimits Merged => Merging.Merge(_attached.Values);

    /// <inheritdoc/>
    public int Attach(ResolvedLimits limits)
    {
        _attached.Add(_nextSlot, limits);
        return _nextSlot++;
    }

    /// <inheritdoc/>
    public void Detach(int slot)
    {
        if (!_attached.Remove(slot))
        {
            throw new ArgumentOutOfRangeException(nameof(slot), slot, "not attached");
        }
    }
}
