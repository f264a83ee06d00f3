using System.Collections.Immutable;
using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Faults.Engine;

/// <summary>Segments joined wrongly behind an IOMMU (__finalise_sg of drivers/iommu/dma-iommu.c).</summary>
internal static class JoinFaults
{
    /// <summary>Each with its own condition for joining.</summary>
    public static ImmutableArray<SeededFault> All { get; } =
    [
        EngineFault.Of(
            "join-adds-lengths",
            "compares the sum of lengths, in 32 bits: it wraps beyond 4 GiB, and joins nothing to an over-long entry",
            "drivers/iommu/dma-iommu.c before ab2cbeb0ed30",
            scenario => new Joining(scenario, fits: (open, length, most) => unchecked(open + length) <= most)),
        EngineFault.Of(
            "join-across-boundary",
            "joins segments where a boundary lies between them",
            "drivers/iommu/dma-iommu.c: the test of the address under the boundary mask left out",
            scenario => new Joining(scenario, fits: (open, length, most) => unchecked(most - open) >= length, looksAtBoundary: false)),
    ];

    /// <summary>
    /// The two loops of the kernel with conditions of one's own. Histories are about buffers below 4 GiB: what shows there of the sum
    /// in the old code is the other end, an entry that is longer than the largest size already.
    /// </summary>
    private sealed class Joining(Scenario scenario, Func<uint, uint, uint, bool> fits, bool looksAtBoundary = true) : Serving(scenario)
    {
        protected override SegmentTable Joined(DeviceProfile profile, PagedBuffer buffer)
        {
            ResolvedLimits limits = profile.Judge.Limits;
            uint most = (uint)Math.Min(limits.MaxSegmentSizeBytes, uint.MaxValue);
            ulong granuleMask = profile.Device.Iommu!.GranuleBytes - 1;
            var segments = new List<Segment>();
            ulong end = 0;
            uint open = 0;
            foreach ((ulong offset, uint length) in Entries(buffer))
            {
                ulong inGranule = offset & granuleMask;
                ulong span = (length + inGranule + granuleMask) & ~granuleMask;

                // The kernel's (mask - length + 1) & mask, which wraps by intent.
                ulong pad = unchecked(0UL - end) & limits.SegmentBoundaryMask;
                if (pad != 0 && pad < span - 1)
                {
                    end += pad;
                    open = 0;
                }

                bool isInside = !looksAtBoundary || (end & limits.SegmentBoundaryMask) != 0;
                if (open != 0 && inGranule == 0 && isInside && fits(open, length, most))
                {
                    segments[^1] = segments[^1] with { LengthBytes = segments[^1].LengthBytes + length };
                    open = unchecked(open + length);
                }
                else
                {
                    segments.Add(new(end + inGranule, length));
                    open = length;
                }

                end += span;
                open = length + inGranule < span ? 0 : open;
            }

            return new([.. segments]);
        }

        /// <summary>The maximal runs of the buffer's bytes.</summary>
        private static List<(ulong Offset, uint Length)> Entries(PagedBuffer buffer)
        {
            var entries = new List<(ulong Offset, uint Length)>();
            ulong left = buffer.SizeBytes;
            ulong offset = buffer.Layout.OffsetBytes;
            ulong? next = null;
            foreach (PfnRun run in buffer.Layout.Runs.TakeWhile(_ => left > 0))
            {
                uint length = (uint)Math.Min(left, (run.Pages << buffer.PageSize.Shift) - offset);
                if (run.FirstPfn == next)
                {
                    entries[^1] = entries[^1] with { Length = entries[^1].Length + length };
                }
                else
                {
                    entries.Add((offset, length));
                }

                left -= length;
                offset = 0;
                next = run.EndPfn;
            }

            return entries;
        }
    }
}
