using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Bouncing;

/// <summary>Where the table of a device is cut when some of it is copied.</summary>
internal static class BounceCuts
{
    /// <summary>A device's say over such a table: reach set aside, no segment longer than the longest bounce.</summary>
    /// <returns><see langword="null"/> when not even a page can be copied.</returns>
    public static Judge? Capped(PageSize pageSize, Judge direct, ulong longestBounceBytes)
    {
        ulong size = Math.Min(direct.Limits.MaxSegmentSizeBytes, longestBounceBytes);
        return size < pageSize.Bytes
            ? null
            : direct with { Limits = direct.Limits.Without(LimitKind.AddressMask) with { MaxSegmentSizeBytes = size } };
    }
}
