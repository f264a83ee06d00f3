using DmabufVerify.Optimised.Bouncing;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Placement;

/// <summary>One of the two ways in which storage may suit a device that may bounce.</summary>
/// <param name="Device">The device.</param>
/// <param name="Judge">Its say over its own table.</param>
/// <param name="Copies">
/// False: all storage is within reach. True: reach is set aside, and segments are no longer than the longest bounce; where all happens to be within
/// reach that is a table, too, if not the shortest.
/// </param>
/// <param name="PoolIsSure">Whether any such storage finds places in the pool for all that is out of reach.</param>
internal sealed record BounceChoice(BouncingJudge Device, Judge Judge, bool Copies, bool PoolIsSure)
{
    /// <summary>
    /// The choices that between them are what the device asks for; one alone where it is implied by the other. Reach comes first, as copies cost
    /// time.
    /// </summary>
    /// <param name="question">Memory and size.</param>
    /// <param name="device">The device.</param>
    /// <param name="memory">What the zero-copy devices leave of the memory.</param>
    public static BounceChoice[] Of(PlacementQuestion question, BouncingJudge device, FreeMemory memory)
    {
        var direct = new BounceChoice(device, device.Direct, Copies: false, PoolIsSure: true);
        var room = PoolRoom.Of(question.PageSize, device);
        var reach = new JudgeReach(question.PageSize, device.Direct);
        ulong outside = PagesOutside(memory, reach);
        if (outside == 0 || room.IsUseless)
        {
            return [direct];
        }

        Judge capped = room.Capped!;
        ulong segments = Math.Min(question.Pages, capped.Limits.MaxSegmentCount);
        var copying = new BounceChoice(device, capped, Copies: true, room.SurelyHolds(segments, MostBytes(question, capped, outside)));
        bool sizeIsKept = capped.Limits.MaxSegmentSizeBytes == device.Direct.Limits.MaxSegmentSizeBytes;
        return copying.PoolIsSure && sizeIsKept ? [copying] : [direct, copying];
    }

    private static ulong PagesOutside(FreeMemory memory, JudgeReach reach)
    {
        long inside = 0;
        foreach (Stretch stretch in memory.Stretches)
        {
            inside += Math.Max(0, Math.Min(reach.Hi, stretch.End) - Math.Max(reach.Lo, stretch.Start));
        }

        return (ulong)(memory.Pages - inside);
    }

    /// <summary>Bytes that are copied at most: all pages out of reach, and what else is in the two segments that lie across the ends of reach.</summary>
    private static ulong MostBytes(PlacementQuestion question, Judge capped, ulong outside)
    {
        UInt128 outsideBytes = (UInt128)outside << question.PageSize.Shift;
        return (ulong)UInt128.Min(question.SizeBytes, outsideBytes + (2 * (UInt128)capped.Limits.MaxSegmentSizeBytes));
    }
}
