namespace DmabufVerify.Solving;

/// <summary>What a device that may bounce has to copy of one storage, in the shortest table with each segment as long as can be.</summary>
internal sealed class Copies(Storage storage, BounceView device)
{
    private readonly Lazy<string?> _doubt = new(() => DoubtOf(storage, device), LazyThreadSafetyMode.None);

    /// <summary>Why some copy may find no place; <see langword="null"/> when all surely do, or nothing is out of reach.</summary>
    public string? Doubt => _doubt.Value;

    /// <summary>The same under only those of the device's limits that are assumed.</summary>
    public string? DoubtUnder(IReadOnlyCollection<TrackedLimit> limits) =>
        device.Assuming(limits) is { } assumed ? DoubtOf(storage, assumed) : null;

    private static string? DoubtOf(Storage storage, BounceView device) =>
        device.Reaches(storage) ? null : PoolRoom.Doubt(device, LongestTable.Of(storage, [device.Capped], out _));
}
