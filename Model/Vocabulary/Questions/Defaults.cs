namespace DmabufVerify.Vocabulary;

/// <summary>What unset limits mean: the one table in which the three policies differ.</summary>
public static class Defaults
{
    private const ulong Sz64KiB = 65536;
    private const ulong Mask32 = 0xffffffff;

    private static readonly ResolvedLimits Mainline = ResolvedLimits.Unlimited with
    {
        MaxSegmentSizeBytes = Sz64KiB,
        AddressMask = Mask32,
    };

    private static readonly ResolvedLimits Linux319 = Mainline with { SegmentBoundaryMask = Mask32 };

    private static readonly ResolvedLimits RfcV3 = Linux319 with { AddressMask = ulong.MaxValue };

    /// <summary>The value that a field has when a device leaves it unset.</summary>
    public static ulong Of(DefaultsPolicy policy, LimitKind kind) => policy switch
    {
        DefaultsPolicy.Mainline => Mainline[kind],
        DefaultsPolicy.Linux319 => Linux319[kind],
        DefaultsPolicy.RfcV3 => RfcV3[kind],
        _ => throw new ArgumentOutOfRangeException(nameof(policy)),
    };

    /// <summary>Every field of a declaration under a policy.</summary>
    public static ResolvedLimits Resolve(this Limits limits, DefaultsPolicy policy)
    {
        ResolvedLimits resolved = ResolvedLimits.Unlimited;
        foreach (LimitKind kind in LimitKinds.All)
        {
            resolved = resolved.With(kind, limits[kind] ?? Of(policy, kind));
        }

        return resolved;
    }

    /// <summary>Whether the policy puts a limit where the device declared none.</summary>
    public static bool Bites(this Limits limits, LimitKind kind, DefaultsPolicy policy) =>
        limits[kind] is null && Of(policy, kind) != kind.Unlimited();

    /// <summary>The same scenario with every unset field unlimited: what the answer would be if no default counted.</summary>
    public static Scenario WithoutDefaults(this Scenario scenario) =>
        scenario with { Devices = new([.. scenario.Devices.Select(WithoutDefaults)]) };

    private static Device WithoutDefaults(Device device)
    {
        Limits limits = device.Limits;
        foreach (LimitKind kind in LimitKinds.All)
        {
            limits = limits.With(kind, limits[kind] ?? kind.Unlimited());
        }

        return device with { Limits = limits };
    }
}
