namespace DmabufVerify.Optimised.Lifecycle;

/// <summary>For each candidate the attached devices that it does not serve, so that nobody has to be asked again when one more attaches.</summary>
internal sealed class CandidateTally(int candidates)
{
    private readonly SortedSet<int>[] _unserved = [.. Enumerable.Range(0, candidates).Select(_ => new SortedSet<int>())];

    /// <summary>Notes whether a candidate serves an attached device.</summary>
    public void Set(int candidate, int device, bool isServed)
    {
        if (isServed)
        {
            _unserved[candidate].Remove(device);
        }
        else
        {
            _unserved[candidate].Add(device);
        }
    }

    /// <summary>Whether a candidate serves every attached device, one left out.</summary>
    public bool ServesAllBut(int candidate, int? device) => FirstUnserved(candidate, device) is null;

    /// <summary>An attached device that a candidate does not serve, one left out.</summary>
    public int? FirstUnserved(int candidate, int? except)
    {
        SortedSet<int> unserved = _unserved[candidate];
        if (unserved.Count == 0)
        {
            return null;
        }

        return unserved.Min != except ? unserved.Min : unserved.Count == 1 ? null : unserved.Max;
    }
}
