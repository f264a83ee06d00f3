using System.Numerics;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised;

/// <summary>Counts the segments that <see cref="IovaJoin"/> starts.</summary>
internal struct JoinedCounter(IovaJoin join, PagedBuffer buffer, ulong boundaryMask) : IEntrySink
{
    private IovaJoin _join = join;

    /// <summary>The range never gets to a boundary, so positions in it do not matter.</summary>
    private readonly bool _unbounded = boundaryMask >= (buffer.UsedPages << buffer.PageSize.Shift) - 1;

    public ulong Segments { get; private set; }

    /// <summary>
    /// What happens next depends on the open length and on the position within a boundary window alone. So the first time
    /// that both come back, the rounds that are left are arithmetic (Brent's way of finding the round).
    /// </summary>
    public void Add(EntryRow row)
    {
        (uint OpenBytes, ulong Position) seen = default;
        ulong seenSegments = 0;
        ulong seenEnd = 0;
        long seenAt = 0;
        for (long done = 1; done <= row.Times; done++)
        {
            Segments += _join.Add(row.Bytes, row.GranuleOffset) ? 1UL : 0;
            (uint OpenBytes, ulong Position) now = (_join.OpenBytes, _unbounded ? 0 : _join.End & boundaryMask);
            if (seenAt != 0 && now == seen)
            {
                (long rounds, _) = Math.DivRem(row.Times - done, done - seenAt);
                Segments += (ulong)rounds * (Segments - seenSegments);
                _join.Skip((ulong)rounds * (_join.End - seenEnd));
                done += rounds * (done - seenAt);
                seenAt = 0;
            }
            else if (BitOperations.IsPow2(done))
            {
                (seen, seenSegments, seenEnd, seenAt) = (now, Segments, _join.End, done);
            }
        }
    }
}
