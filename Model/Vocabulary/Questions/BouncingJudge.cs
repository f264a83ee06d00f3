namespace DmabufVerify.Vocabulary;

/// <summary>
/// The say over tables of a directly mapped device that may copy what it does not reach into its bounce pool
/// (<see cref="Swiotlb"/>; kernel/dma/swiotlb.c).
/// </summary>
/// <param name="Direct">What a table has to satisfy under the policy; its reach is where copying begins.</param>
/// <param name="PoolLimits">All limits of the device: the kernel honours them where it places copies, whatever it enforces else.</param>
public sealed record BouncingJudge(Judge Direct, ResolvedLimits PoolLimits)
{
    /// <summary>The device's name.</summary>
    public string Device => Direct.Device;
}
