using System.Globalization;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Output;

/// <summary>Numbers and limits as engineers read them: masks in hex, sizes in the largest unit that divides them.</summary>
internal static class Words
{
    private static readonly (int Shift, string Unit)[] Units = [(40, "TiB"), (30, "GiB"), (20, "MiB"), (10, "KiB")];

    /// <summary>The answer to a scenario without devices.</summary>
    public const string NothingAsked = "the scenario has no devices, so nothing is asked of the buffer";

    /// <summary>64 KiB; 4 GiB - 1 for a power of two less one; 5000 bytes where no unit divides.</summary>
    public static string Bytes(UInt128 bytes)
    {
        foreach ((int shift, string unit) in Units)
        {
            if (bytes >> shift is var whole && whole > 0 && whole << shift == bytes)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{whole} {unit}");
            }
        }

        return bytes >= 1024 && bytes < UInt128.MaxValue && UInt128.IsPow2(bytes + 1)
            ? $"{Bytes(bytes + 1)} - 1"
            : string.Create(CultureInfo.InvariantCulture, $"{bytes} byte{(bytes == 1 ? "" : "s")}");
    }

    /// <summary>A limit's value: a plain count, a size with its unit, a mask in hex, or "unlimited".</summary>
    public static string Value(LimitKind kind, ulong value) => value == kind.Unlimited()
        ? "unlimited"
        : kind switch
        {
            LimitKind.MaxSegmentCount => value.ToString(CultureInfo.InvariantCulture),
            LimitKind.MaxSegmentSize => Bytes(value),
            LimitKind.SegmentBoundaryMask or LimitKind.VirtBoundaryMask or LimitKind.MinAlignMask or LimitKind.AddressMask =>
                Hex(value),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    /// <summary>0xc0000000.</summary>
    public static string Hex(ulong value) => string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");

    /// <summary>1 run, 2 runs.</summary>
    public static string Plural(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";

    /// <summary>12,345.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>One word.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Sat => "sat",
        Verdict.Unsat => "unsat",
        Verdict.Unknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    /// <summary>The choices that are part of the question.</summary>
    /// <param name="policy">Three of them.</param>
    /// <param name="mode">Whether there is one table for all.</param>
    /// <param name="someBounce">Whether it is not for all, as there are devices that may bounce.</param>
    public static string Of(Policy policy, SharingMode mode, bool someBounce = false)
    {
        string defaults = policy.Defaults switch
        {
            DefaultsPolicy.Mainline => "mainline",
            DefaultsPolicy.Linux319 => "Linux 3.19",
            DefaultsPolicy.RfcV3 => "RFC v3",
            _ => throw new ArgumentOutOfRangeException(nameof(policy)),
        };
        string tables = mode != SharingMode.Shared ? "one table each" : someBounce ? "one table for all but those that may bounce" : "one table for all";
        string enforcement = policy.Enforcement == Enforcement.Strict ? "every limit binding" : "as the kernel enforces";
        string splitting = policy.Splitting == Splitting.Early ? "" : ", importers split";
        return $"{defaults} defaults, {enforcement}, {tables}{splitting}";
    }

    /// <summary>Why there is no table, as one clause.</summary>
    public static string Of(Refusal refusal) => refusal.Limit switch
    {
        LimitKind.MaxSegmentCount when refusal.Page is null && refusal.Needed is { } needed =>
            $"needs {needed} segments, may have {refusal.LimitValue}",
        LimitKind.AddressMask when refusal.Needed is { } address =>
            $"address {Hex(address)} is above {Value(refusal.Limit, refusal.LimitValue)}{AtPage(refusal)}",
        LimitKind.AddressMask => $"the bus has no address for it{AtPage(refusal)}",
        LimitKind.VirtBoundaryMask =>
            $"a segment would start or end off a multiple of {Hex(refusal.LimitValue)} + 1{AtPage(refusal)}",
        LimitKind.MinAlignMask => $"the IOMMU's granule cannot keep the bits of {Hex(refusal.LimitValue)}",
        _ => $"{refusal.Limit.FieldName()} {Value(refusal.Limit, refusal.LimitValue)}{AtPage(refusal)}",
    };

    /// <summary>The same of a device that may bounce: what it does not reach is no reason, that it cannot be copied is.</summary>
    public static string Of(Refusal refusal, bool mayBounce) => (refusal.Limit, mayBounce) switch
    {
        (LimitKind.AddressMask, true) =>
            $"no place in reach to copy to ({Bytes(Swiotlb.PoolBytes)} at {Hex(Swiotlb.PoolAddress)}){AtPage(refusal)}",
        (LimitKind.MinAlignMask, true) => $"nothing can be copied so that it keeps the low bits {Hex(refusal.LimitValue)} of its address",
        _ => Of(refusal),
    };

    /// <summary>Whether data may be copied for a device.</summary>
    public static bool MayBounce(Scenario scenario, string device) => scenario.Devices.Any(d => d.Name == device && d is { Iommu: null, MayBounce: true });

    /// <summary>display.maxSegmentCount.</summary>
    public static string Of(CorePair pair) => $"{pair.Device}.{pair.Limit.FieldName()}";

    /// <summary>decoder.heaps.</summary>
    public static string Of(HeapRestriction heaps) => $"{heaps.Device}.heaps";

    /// <summary>[cma, system].</summary>
    public static string List(IEnumerable<string> names) => $"[{string.Join(", ", names)}]";

    /// <summary>display.maxSegmentCount.</summary>
    public static string Of(Slack slack) => $"{slack.Device}.{slack.Limit.FieldName()}";

    /// <summary>display.maxSegmentCount 1 → 16; decoder.heaps [secure] → [secure, cma].</summary>
    public static string Of(Change change) => change switch
    {
        Relaxation r => $"{r.Device}.{r.Limit.FieldName()}  {Value(r.Limit, r.From)} -> {Value(r.Limit, r.To)}{Perhaps(r.IsLeast)}",
        HeapRelaxation h => $"{h.Device}.heaps  {List(h.From)} -> {List(h.To)}{Perhaps(h.IsLeast)}",
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    private static string Perhaps(bool isLeast) => isLeast ? "" : "  (perhaps less is enough)";

    /// <summary>display.bounce  false -> true  (copies 8100 KiB).</summary>
    public static string Of(BounceFix fix) =>
        $"{fix.Device}.bounce  false -> true  (copies{(fix.Copying is { } copying ? $" {Bytes(copying.Bytes)}" : "")})";

    /// <summary>8100 KiB copied in 32 segments, at most 256 KiB at once.</summary>
    public static string Of(Copying copying) =>
        $"{Bytes(copying.Bytes)} copied in {Plural(copying.Segments, "segment")}, at most {Bytes(copying.LongestBytes)} at once";

    private static string AtPage(Refusal refusal) => refusal.Page is { } page ? $", at page {page} of the buffer" : "";
}
