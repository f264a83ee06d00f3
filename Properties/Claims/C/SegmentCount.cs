using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Properties.Claims.Evidence.Tiny;

namespace DmabufVerify.Properties.Claims.C;

/// <summary>The numbers that were to mean "unlimited".</summary>
internal static class SegmentCount
{
    private const ulong IntMax = int.MaxValue;

    public static IEnumerable<Claim> Claims { get; } =
    [
        ClaimKinds.ForAll(
            "C2.1",
            "A segment count of INT_MAX means that there is no limit.",
            "sat(b, count = INT_MAX) <=> sat(b, count unlimited), for all b",
            VerdictKind.Refuted,
            "buffers of one segment a page around 2^31 pages",
            BufferTooLarge),
        ClaimKinds.NotCheckable(
            "C2.2",
            "The setter returns 0, or EIO for a device without dma_parms.",
            "the return value of a C function; the model's devices cannot lack the place to which limits are written"),
    ];

    private static Found? BufferTooLarge(ClaimContext context)
    {
        Device limited = Device("d", count: IntMax, size: Page);
        Scenario Buffer(ulong pages) => new()
        {
            BufferSizeBytes = pages * Page,
            Layout = new Layout(0, [new PfnRun(0, pages)]),
            Devices = [limited],
        };

        // So many pages are more than the specification walks, so it is the engine alone that answers.
        bool Fits(Scenario scenario) => Deciding.Oracles.Verdict(context.Voters.Optimised, scenario) == Verdict.Sat;
        Scenario smallest = Buffer(IntMax + 1);
        return Fits(Buffer(IntMax)) && !Fits(smallest) && Fits(smallest.With(Device("d", size: Page)))
            ? new Found("8 TiB in segments of a page are 2^31 segments, one more than INT_MAX", smallest)
            : null;
    }
}
