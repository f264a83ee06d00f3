using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Placement;

/// <summary>Consecutive page frames [Start, End) of free memory, or a run of storage taken from it.</summary>
internal readonly record struct Stretch(long Start, long End)
{
    public long Pages => End - Start;

    public PfnRun ToRun() => new((ulong)Start, (ulong)Pages);
}
