using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Deciding;

/// <summary>A device as if it reached everything: what its table would be with the reach set aside.</summary>
internal static class EverythingInReach
{
    /// <summary>A multiple of every window but the largest two; memory ends far below it in all but wild scenarios.</summary>
    private const long FarUp = 1L << 62;

    /// <summary>No address mask, and no memory below the bus offset; windows and alignments are where they were.</summary>
    public static Judge Of(Judge judge) => judge with
    {
        Limits = judge.Limits.Without(LimitKind.AddressMask),
        BusOffsetBytes = judge.BusOffsetBytes > 0 ? judge.BusOffsetBytes - FarUp : judge.BusOffsetBytes,
    };
}
