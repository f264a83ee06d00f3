namespace DmabufVerify.Properties.Searching;

/// <summary>How far a search is; may be read while it goes on.</summary>
public sealed class SearchCounts
{
    private long _cases;
    private volatile bool _isSimplifying;

    /// <summary>Scenarios looked at.</summary>
    public long Cases => Interlocked.Read(ref _cases);

    /// <summary>Something was found and is being made small.</summary>
    public bool IsSimplifying => _isSimplifying;

    /// <summary>One more scenario; from any thread.</summary>
    internal void CountCase() => Interlocked.Increment(ref _cases);

    internal void StartSimplifying() => _isSimplifying = true;
}
