using System.Numerics;

namespace DmabufVerify.Vocabulary;

/// <summary>A limit no device can mean.</summary>
/// <param name="Kind">The field.</param>
/// <param name="Value">What it says.</param>
/// <param name="Accepted">What would be accepted, as the end of a sentence.</param>
public sealed record LimitProblem(LimitKind Kind, ulong Value, string Accepted);

/// <summary>
/// The gate every limit passes: what the RFC's code let in (thread F11, F12, F21) and the block layer's
/// blk_validate_limits (block/blk-settings.c) rejects.
/// </summary>
public static class LimitChecks
{
    /// <summary>The first field, in <see cref="LimitKinds.All"/> order, that is out of range; unset fields never are.</summary>
    public static LimitProblem? Check(Limits limits, PageSize pageSize)
    {
        foreach (LimitKind kind in LimitKinds.All)
        {
            if (limits[kind] is { } value && WhatIsAccepted(kind, value, pageSize) is { } accepted)
            {
                return new LimitProblem(kind, value, accepted);
            }
        }

        return null;
    }

    private static string? WhatIsAccepted(LimitKind kind, ulong value, PageSize pageSize) => kind switch
    {
        LimitKind.MaxSegmentCount when value == 0 => "at least 1; leave the field out if the device has no limit",
        LimitKind.MaxSegmentSize when value < pageSize.Bytes => $"at least one page, {pageSize.Bytes} bytes",
        LimitKind.SegmentBoundaryMask when !IsLowMask(value) || value < pageSize.Bytes - 1 =>
            $"2^k - 1 and at least 0x{pageSize.Bytes - 1:x} (a page less one)",
        LimitKind.VirtBoundaryMask or LimitKind.MinAlignMask when !IsLowMask(value) =>
            "2^k - 1, such as 0xfff; 0 asks for nothing",
        LimitKind.AddressMask when value == 0 => "the highest address the device reaches, above 0",
        _ => null,
    };

    private static bool IsLowMask(ulong value) => value == ulong.MaxValue || BitOperations.IsPow2(value + 1);
}
