using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Properties.Laws.Attach;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Properties.Claims.Evidence.Tiny;

namespace DmabufVerify.Properties.Claims.S;

/// <summary>
/// What the project decided: rule 1 of docs/semantics.md counts the pages of a segment, as lib/scatterlist.c does, and not its bytes; who comes first
/// has no right of way.
/// </summary>
internal static class Decisions
{
    private static readonly Term.Variable Bytes = Say.Var("bytes", least: 1, bits: 62);
    private static readonly Term.Variable SizePages = Say.Var("size in pages", least: 1, bits: 50);

    public static IEnumerable<Claim> Claims { get; } =
    [
        ClaimKinds.ByProof(
            "S1a",
            "Where a segment size is whole pages and the segment starts with one, counting pages costs nothing.",
            "ceil(bytes / P) <= size / P <=> bytes <= size, P divides size",
            VerdictKind.Proved,
            "all sizes of up to 2^62 bytes",
            new Conjecture(
                [Bytes, SizePages],
                WidthBits: null,
                Bytes.AtMost(SizePages.Times(Say.Number(Page))),
                Bytes.CeilOver(Page).AtMost(SizePages))),
        ClaimKinds.ForAll(
            "S1b",
            "Counting pages costs no device a segment.",
            "|b| <= size(d) => fewest(b, d) = 1, for every catalogue device d, b in one piece",
            VerdictKind.Refuted,
            "all catalogue devices",
            DevicesThatPay),
        ClaimKinds.ByLaw("S2", "Before storage exists the order in which devices attach has no say.", AttachOrderIndependent.Law),
    ];

    /// <summary>A size that is not whole pages, and a buffer of just so many bytes: one segment for the hardware, two here.</summary>
    private static Found? DevicesThatPay(ClaimContext context)
    {
        Device[] pay =
        [
            .. Real.Devices.Where(d => d.Limits.MaxSegmentSizeBytes is > Page and < uint.MaxValue && context.IsUnsat(JustFilled(d))),
        ];
        return pay.Length == 0 ? null : new Found(
            $"a device that says {pay[0].Limits.MaxSegmentSizeBytes} could take as many bytes; so could all of {string.Join(", ", pay.Select(d => d.Name))}",
            JustFilled(pay[0]));
    }

    private static Scenario JustFilled(Device device)
    {
        ulong bytes = device.Limits.MaxSegmentSizeBytes!.Value;
        Device onlyThat = Device(device.Name, count: 1, size: bytes);
        return Over(new Layout(0, [new PfnRun(0, PageSize.FourKiB.PagesFor(bytes))]), onlyThat) with { BufferSizeBytes = bytes };
    }
}
