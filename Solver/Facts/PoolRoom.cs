using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>
/// Whether the pool of a device that may bounce surely has a place for what it has to copy. Where copies go is an algorithm; here each is
/// taken to need as much as it ever may, so that what fits here fits, and what does not is open.
/// </summary>
internal static class PoolRoom
{
    private const string Pool = "copies go into the pool first fit, which is an algorithm, not a constraint";

    /// <summary>Why a table's copies may find no place; <see langword="null"/> when all surely do.</summary>
    /// <param name="device">Whose pool.</param>
    /// <param name="table">Its table, in physical addresses; <see langword="null"/> for one too long to list.</param>
    public static string? Doubt(BounceView device, SegmentTable? table)
    {
        if (table is null)
        {
            return $"{device.View.Judge.Device}: {Pool}, and the table has more segments than are looked at";
        }

        Int128 needed = 0;
        bool isOnPage = true;
        foreach (Segment segment in table.Segments.Where(s => !device.Reaches(s.AddressBytes, s.LastByte)))
        {
            Int128? most = MostBytes(device, segment.LengthBytes, segment.AddressBytes & device.PoolLimits.MinAlignMask, isOnPage);
            if (most is null)
            {
                return $"{device.View.Judge.Device}: {Pool}, and {segment.LengthBytes} bytes fit into no boundary window where they have to start";
            }

            needed += most.Value;
            isOnPage &= device.PoolLimits.MinAlignMask == 0 && segment.LengthBytes % device.View.PageSize.Bytes == 0;
        }

        return Doubt(device, needed);
    }

    /// <summary>Why some table over some storage of so many pages may find no place; <see langword="null"/> when none can fail.</summary>
    public static string? Doubt(BounceView device, ulong pages)
    {
        JudgeView capped = device.Capped;
        Int128? most = MostBytes(
            device, Math.Min(capped.MaxPages, pages) << capped.PageSize.Shift, device.PoolLimits.MinAlignMask, isOnPage: false);
        Int128? onePage = MostBytes(device, capped.PageSize.Bytes, device.PoolLimits.MinAlignMask, isOnPage: false);
        return most is null || onePage is null
            ? $"{capped.Judge.Device}: {Pool}, and copies may fit into no boundary window"
            : Doubt(device, onePage.Value * pages);
    }

    private static string? Doubt(BounceView device, Int128 needed) =>
        needed == 0 ? null
        : device.Pool.First < 0 ? $"{device.View.Judge.Device}: {Pool}, and the pool begins below the device's bus addresses"
        : needed > device.Pool.End - device.Pool.First
            ? $"{device.View.Judge.Device}: {Pool}, and copies may need {needed} bytes of {device.Pool.End - device.Pool.First} within reach"
        : null;

    /// <summary>
    /// Bytes from the end of the copy before to that of this one, at most: the alignment may leave out less than its stride, and where the
    /// pool has several boundary windows the first place may cross an edge, behind which the next one is. <see langword="null"/>
    /// when no window may have a place.
    /// </summary>
    /// <param name="device">Whose pool.</param>
    /// <param name="length">Bytes of the copy.</param>
    /// <param name="low">The bits under the alignment mask at which it has to start, or the most they can be.</param>
    /// <param name="isOnPage">Whether the copy before ends where a page does; the pool begins there.</param>
    private static Int128? MostBytes(BounceView device, ulong length, ulong low, bool isOnPage)
    {
        ulong alignMask = device.PoolLimits.MinAlignMask;
        bool wantsPage = alignMask == 0 && length >= device.View.PageSize.Bytes;
        Int128 stride = Int128.Max((Int128)alignMask + 1, wantsPage ? device.View.PageSize.Bytes : Swiotlb.SlotBytes);
        Int128 window = (Int128)device.PoolLimits.SegmentBoundaryMask + 1;
        Int128 leftOut = wantsPage && isOnPage ? 0 : stride - Swiotlb.SlotBytes;
        Int128 most = leftOut + (low % Swiotlb.SlotBytes) + length;
        if (device.Pool.First >= 0 && device.Pool.First / window != (device.Pool.End - 1) / window)
        {
            // The lowest place of a window is so far behind its edge; where strides are longer than windows, that is every place.
            Int128 behindEdge = low % Int128.Min(stride, window);
            if (behindEdge + length > window)
            {
                return null;
            }

            most += stride + length;
        }

        return (most + Swiotlb.SlotBytes - 1) / Swiotlb.SlotBytes * Swiotlb.SlotBytes;
    }
}
