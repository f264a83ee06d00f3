using DmabufVerify.Optimised;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Bench;

/// <summary>A set of attachments in which one device leaves and one comes, over and over, in random order.</summary>
internal sealed class Churn
{
    public const int Steps = 4096;

    private readonly ResolvedLimits[] _initial;
    private readonly ResolvedLimits[] _coming;
    private readonly uint[] _leaving;

    /// <param name="size">Devices attached.</param>
    public Churn(int size)
    {
        var random = new Random(size);
        _initial = [.. Enumerable.Range(0, size).Select(_ => Realistic(random))];
        _coming = [.. Enumerable.Range(0, Steps).Select(_ => Realistic(random))];
        _leaving = [.. Enumerable.Range(0, Steps).Select(_ => (uint)random.Next(size))];
    }

    /// <summary>A set of the C program, to be freed by it.</summary>
    public nint NewCSet() => CBaseline.NewSet(_initial);

    public ulong RunC(nint set) => CBaseline.Churn(set, _leaving, _coming);

    /// <summary>A tree, and the slot of each device.</summary>
    public (MergedLimitsTree Tree, int[] Slots) NewTree()
    {
        var tree = new MergedLimitsTree(_initial.Length);
        return (tree, [.. _initial.Select(limits => tree.Attach(limits))]);
    }

    public ulong RunTree(MergedLimitsTree tree, int[] slots)
    {
        ulong sum = 0;
        for (int i = 0; i < Steps; i++)
        {
            ref int slot = ref slots[_leaving[i]];
            tree.Detach(slot);
            sum = unchecked(sum + tree.Merged.MaxSegmentSizeBytes + tree.Merged.AddressMask); // A checksum may wrap.
            slot = tree.Attach(_coming[i]);
            sum = unchecked(sum + tree.Merged.MaxSegmentSizeBytes + tree.Merged.AddressMask);
        }

        return sum;
    }

    /// <summary>Values that drivers declare.</summary>
    private static ResolvedLimits Realistic(Random random) => new(
        random.Next(4) == 0 ? 1UL << random.Next(8) : ulong.MaxValue,
        random.Next(3) switch { 0 => 65536, 1 => 0xffffffff, _ => 4096UL << random.Next(12) },
        random.Next(3) == 0 ? 0xffffffff : ulong.MaxValue,
        random.Next(8) == 0 ? 0xfffUL : 0,
        random.Next(8) == 0 ? 0xfffUL : 0,
        (1UL << random.Next(32, 64)) - 1);
}
